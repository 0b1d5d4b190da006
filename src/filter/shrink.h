#pragma once

#include "base/image.h"

namespace headroom::filter {

/// The part of a plane with every 2^levels_across x 2^levels_down samples become their mean; the twin of
/// kernels/shrink.cl. Where the part ends within a square, its last samples are repeated.
///
/// part  within the plane, not empty
Plane shrink_on_cpu(const Plane& in, Rect part, int levels_across, int levels_down);

}  // namespace headroom::filter
