#pragma once

#include "codec/raster.h"

namespace headroom::codec {

/// Any PNG: all depths (16 bits rounded to 8), palettes, transparency over white, interlaced, eXIf orientation. Gamma
/// and colour profiles are not looked at, text is not inflated.
///
/// fails   broken (cut off, wrong checksum), too_large
Result<Raster> read_png(ByteView file, const Limits& limits);

}  // namespace headroom::codec
