#pragma once

#include "base/image.h"

namespace headroom {

/// How an upright photo is made of the stored one: transposed first, then mirrored.
struct Orientation {
  bool transposed = false;       // columns become rows
  bool mirrored_across = false;  // left and right change sides
  bool mirrored_down = false;    // top and bottom change sides

  bool operator==(const Orientation&) const = default;
};

/// That many quarter turns clockwise.
Orientation quarter_turns(int count);

Size upright(Size stored, Orientation orientation);

/// Where a rectangle of the upright photo lies in the stored one. `stored` is the stored photo's size.
Rect stored_rect(Rect upright, Orientation orientation, Size stored);

/// The samples of `window` (in samples of `stored`), upright, with axes of the upright photo.
///
/// photo   the upright photo's size, pixels: a mirrored plane keeps its siting only by it
Plane turn(const Plane& stored, Rect window, Orientation orientation, Size photo);

/// All planes upright; a photo that is stored upright is moved, not copied.
Image turn(Image stored, Orientation orientation, Size photo);

}  // namespace headroom
