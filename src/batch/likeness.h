#pragma once

#include "base/image.h"
#include "crop/cell_means.h"

namespace headroom::batch {

/// The middle square of a picture, in so few cells that its size and its coding leave hardly a trace. Each cell takes
/// its neighbours in: where edges fall between two cells depends on the size.
struct PictureCells {
  crop::Cells luma;  // likeness_side^2 means, in sixteenths of a level
  crop::Cells cb;
  crop::Cells cr;
};

constexpr int likeness_side = 32;      // cells
constexpr int likeness_preview = 700;  // samples of a preview that is fine enough; directories keep 648 at most

/// preview  planes of equal size that show all of the photo; chroma may be missing
/// photo    its size in pixels
PictureCells likeness_of(const Image& preview, Size photo);

/// How far two pictures are apart, in levels: roots of mean squares.
struct Difference {
  double luma = 0;
  double chroma = 0;  // of both together
  double spot = 0;    // of luma, in the part of 4x4 cells where it is largest
};

Difference difference(const PictureCells& one, const PictureCells& other);

/// Whether so small a difference is one of size and coding alone.
///
/// source  bench/README.md, "The same picture"
bool same_picture(const Difference& difference);

}  // namespace headroom::batch
