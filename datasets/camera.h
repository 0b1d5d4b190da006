#pragma once

#include "base/image.h"
#include "datasets/jpeg_file.h"

namespace headroom::datasets {

/// How the camera was held and what it writes.
struct Camera {
  JpegSettings jpeg = {};
  int orientation = 1;  // EXIF, 1..8
};

/// How an upright photo must be sampled so that it is stored as `camera` says.
Sampling upright_sampling(const Camera& camera);

/// The file: pixels stored turned, so that the photo comes out upright for who heeds the orientation; EXIF with a
/// thumbnail stored the same way.
///
/// photo  upright, chroma by upright_sampling
Bytes camera_file(Image photo, const Camera& camera);

}  // namespace headroom::datasets
