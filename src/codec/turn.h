#pragma once

#include "base/turn.h"

namespace headroom::codec {

/// As turn, but a photo that must be turned comes back as no more than what `crop` (upright pixels) needs.
Image turn_region(Image stored, Rect crop, Size output, Orientation orientation, Size photo);

}  // namespace headroom::codec
