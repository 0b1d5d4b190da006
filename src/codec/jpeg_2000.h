#pragma once

#include "codec/raster.h"

namespace headroom::codec {

/// A JPEG 2000 picture, in a JP2 file or as a bare code stream: grey, RGB, sYCC or CMYK of up to 16 bits, components of
/// any size, with or without alpha. One that ends early is damaged when nine tenths of its code are there.
///
/// fails   broken, unsupported (more than 16 bits), too_large
Result<Raster> read_jpeg_2000(ByteView file, const Limits& limits);

}  // namespace headroom::codec
