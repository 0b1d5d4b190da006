#pragma once

#include "codec/jpeg_pass.h"  // and libjpeg: this header is for .cpp files of this room only
#include "codec/jpeg_reader.h"

namespace headroom::codec {

/// Before the header is read, inside `guarded`: libjpeg keeps the segments that are looked at below.
void keep_markers(jpeg_decompress_struct& jpeg);

/// Of the first EXIF segment.
Orientation find_orientation(const JpegPass& pass);

/// Put together from its APP2 segments, which may come in any order [ICC.1:2022, annex B.4].
JpegProfile find_profile(JpegPass& pass);

}  // namespace headroom::codec
