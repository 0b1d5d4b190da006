#pragma once

#include <png.h>  // this header is for .cpp files of this room only

#include "base/image.h"
#include "codec/colour_profile.h"

namespace headroom::codec {

/// The ICC profile of a PNG whose header is read, embedded or described by gAMA and cHRM; empty when its pixels are
/// sRGB. An sRGB chunk wins over iCCP, that over gAMA; cHRM without gAMA says too little: as Chrome and Firefox do.
Bytes png_profile(png_structp png, png_infop info, Colours colours);

}  // namespace headroom::codec
