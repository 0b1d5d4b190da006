#pragma once

#include "base/image.h"
#include "codec/limits.h"

namespace headroom::codec {

/// How an upright photo is made of the stored one: transposed first, then mirrored.
struct Orientation {
  bool transposed = false;       // columns become rows
  bool mirrored_across = false;  // left and right change sides
  bool mirrored_down = false;    // top and bottom change sides

  bool operator==(const Orientation&) const = default;
};

/// `value` as EXIF has it: 1..8 [CIPA DC-008, tag 274]; anything else counts as 1.
Orientation orientation_of(int value);

/// From the TIFF structure of an EXIF block (what follows "Exif\0\0" in a JPEG); upright when it says nothing sensible.
Orientation read_orientation(ByteView exif, const Limits& limits);

Size upright(Size stored, Orientation orientation);

/// Where a rectangle of the upright photo lies in the stored one. `stored` is the stored photo's size.
Rect stored_rect(Rect upright, Orientation orientation, Size stored);

}  // namespace headroom::codec
