#pragma once

#include <openjpeg.h>  // this header is for .cpp files of this room only

#include "codec/raster.h"

namespace headroom::codec {

/// What openjpeg decoded, as planes. Smaller components are repeated to the first one's size.
///
/// fails   broken (components missing), unsupported (more than 16 bits), too_large
Result<Raster> take_jpeg_2000_pixels(const opj_image_t& image, const Limits& limits);

}  // namespace headroom::codec
