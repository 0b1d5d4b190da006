#pragma once

#include "base/image.h"

namespace headroom::crop {

/// A part of a plane with fewer samples: each the mean of the area it stands for, rounded. What is not to be shrunk is
/// copied. The same on every processor: single products and sums of floats in a fixed order.
///
/// part  samples of `plane`, inside it
/// to    at least 1x1, at most as large as the part
Plane shrink_area(const Plane& plane, Rect part, Size to);

/// All planes of a picture, which have equal size.
Image shrink_area(const Image& picture, Rect part, Size to);

/// The whole picture with at most `long_side` samples on its longer side, each the mean of equal squares.
Image shrink_to(const Image& picture, int long_side);

}  // namespace headroom::crop
