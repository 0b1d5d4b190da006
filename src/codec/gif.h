#pragma once

#include "codec/raster.h"

namespace headroom::codec {

/// The first frame of a GIF where it lies on its screen; what is transparent or outside the frame is
/// background.
///
/// fails   broken (more than a tenth of its rows cut off, no frame), too_large
Result<Raster> read_gif(ByteView file, const Limits& limits);

}  // namespace headroom::codec
