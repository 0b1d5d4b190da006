#pragma once

#include "codec/raster.h"

namespace headroom::codec {

/// Any PNG: all depths (16 bits rounded to 8), palettes, transparency over the background, interlaced, eXIf
/// orientation, colours as sRGB by profile or gamma. Text is not inflated.
///
/// fails   broken (cut off, wrong checksum), too_large
Result<Raster> read_png(ByteView file, const Limits& limits);

}  // namespace headroom::codec
