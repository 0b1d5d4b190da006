#pragma once

#include <span>

#include "base/image.h"

namespace headroom::crop {

/// How skin-like each pixel of a preview is.
struct SkinMap {
  Plane score;            // 0..255, 128 is even odds; same size and place as the preview's luma
  int skin_share = 0;     // mean score, 0..255
  int colourfulness = 0;  // mean distance from grey, 0..256
  bool grey() const;      // too little colour to tell skin by: the scores mean nothing
};

/// The skin map of `preview`, pixel by pixel on this CPU; the device twin is kernels/skin.cl and skin_rows.cl.
///
/// preview  three planes of equal size; without chroma planes the map is grey
SkinMap make_skin_map_on_cpu(const Image& preview);

/// The same with other coefficients than the fitted ones (bench/crop_fit). table: see kernels/skin.h
SkinMap make_skin_map_on_cpu(const Image& preview, std::span<const int> table);

/// The map from a finished score plane and the row sums of skin_rows.cl: two ints per row.
SkinMap make_skin_map(Plane score, std::span<const int> row_sums);

}  // namespace headroom::crop
