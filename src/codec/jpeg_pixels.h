#pragma once

#include "base/result.h"
#include "codec/colour_profile.h"
#include "codec/jpeg_planes.h"
#include "codec/jpeg_reader.h"

namespace headroom::codec {

/// The whole picture of an RGB or CMYK file at `eighths` / 8 as sRGB, three planes of equal size, and a verdict on it.
///
/// reader   its header is read, nothing more
/// profile  of the file's pixels; null: RGB is sRGB, ink takes light away
/// fails    broken: less than nine tenths of the rows are there; too_large: memory
Result<JpegPlanes> decode_pixels(JpegReader& reader, const JpegHeader& header, int eighths,
                                 const ColourProfile* profile);

}  // namespace headroom::codec
