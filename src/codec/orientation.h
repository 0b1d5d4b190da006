#pragma once

#include "base/turn.h"
#include "codec/limits.h"

namespace headroom::codec {

/// `value` as EXIF has it: 1..8 [CIPA DC-008, tag 274]; anything else counts as 1.
Orientation orientation_of(int value);

/// From the TIFF structure of an EXIF block (what follows "Exif\0\0" in a JPEG); upright when it says nothing sensible.
Orientation read_orientation(ByteView exif, const Limits& limits);

}  // namespace headroom::codec
