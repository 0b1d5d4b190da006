#pragma once

#include "base/image.h"
#include "base/result.h"
#include "codec/jpeg_reader.h"

namespace headroom::codec {

struct JpegPlanes {
  Image image;  // as stored, not turned; axes in pixels of the stored photo
  bool damaged = false;
};

/// The whole picture of a grey or YCbCr file at `eighths` / 8, and a verdict on it.
///
/// reader  its header is read, nothing more
/// fails   broken: less than nine tenths of the rows are there; too_large: memory
Result<JpegPlanes> decode_planes(JpegReader& reader, int eighths);

/// The part that resampling `crop` (pixels of the stored photo) to `output` needs. Memory grows with the crop; data
/// below it are not looked at.
///
/// reader  as above
/// fails   broken, too_large
Result<Image> decode_window(JpegReader& reader, int eighths, Rect crop, Size output);

}  // namespace headroom::codec
