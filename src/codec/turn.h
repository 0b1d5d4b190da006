#pragma once

#include "base/image.h"
#include "codec/orientation.h"

namespace headroom::codec {

/// The samples of `window` (in samples of `stored`), upright, with axes of the upright photo.
///
/// photo   the upright photo's size, pixels: a mirrored plane keeps its siting only by it
Plane turn(const Plane& stored, Rect window, Orientation orientation, Size photo);

/// All planes upright; a photo that is stored upright is moved, not copied.
Image turn(Image stored, Orientation orientation, Size photo);

/// As turn, but a photo that must be turned comes back as no more than what `crop` (upright pixels) needs.
Image turn_region(Image stored, Rect crop, Size output, Orientation orientation, Size photo);

}  // namespace headroom::codec
