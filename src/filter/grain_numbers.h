#pragma once

#include <algorithm>

#include "base/image.h"

namespace headroom::filter {

/// A layer of grain as kernels/grain.h takes it.
struct Grain {
  int step;    // lattice points for each pixel, in 1/65536
  int amount;  // levels at the most, times 256
};

/// Grain of the same look at every size: where its points are finer than pixels, a pixel sees their mean.
///
/// points  across the short side
/// levels  at the most, in an output with a pixel for each point or more
inline Grain grain_for(Size output, int points, double levels) {
  const double pixels_per_point = static_cast<double>(output.short_side()) / points;
  const double step = std::min(65536.0 / pixels_per_point, 2 * 65536.0);
  return {static_cast<int>(step), static_cast<int>(256 * levels * std::min(1.0, pixels_per_point))};
}

}  // namespace headroom::filter
