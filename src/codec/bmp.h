#pragma once

#include "codec/raster.h"

namespace headroom::codec {

/// A Windows or OS/2 bitmap: 1 to 32 bits, run-length coded or not, with bit masks, either way up. Alpha, where
/// there is room for it and it is not 0 everywhere, is laid over the background.
///
/// fails   broken (more than a tenth of its rows cut off), unsupported (JPEG or PNG inside), too_large
Result<Raster> read_bmp(ByteView file, const Limits& limits);

}  // namespace headroom::codec
