#pragma once

#include "codec/raster.h"

namespace headroom::codec {

/// A WebP, lossy or lossless; of an animation the first frame where it lies on its canvas. What is transparent or
/// outside the frame is background.
///
/// fails   broken (more than a tenth of its rows cut off), too_large
Result<Raster> read_webp(ByteView file, const Limits& limits);

}  // namespace headroom::codec
