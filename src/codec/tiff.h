#pragma once

#include "codec/raster.h"

namespace headroom::codec {

/// The first page of a TIFF: strips or tiles, 1 to 16 bits, grey, palette, RGB, CMYK, with or without alpha, in any
/// compression that libtiff knows, and what else libtiff can bring to RGB.
///
/// fails   broken (more than a tenth cut off), too_large, unsupported (a camera's raw picture, floating point, ...)
Result<Raster> read_tiff(ByteView file, const Limits& limits);

}  // namespace headroom::codec
