#pragma once

#include "base/image.h"

namespace headroom::codec {

/// The samples of a plane that resampling `crop` reads: the crop and a margin, inside the plane.
///
/// crop          photo pixels, as the axes measure them
/// output        the largest output: the margin serves it, and smaller ones down to 48 samples a side
/// across, down  where the plane's samples lie
/// size          samples of the plane
Rect sample_window(Rect crop, Size output, Axis across, Axis down, Size size);

}  // namespace headroom::codec
