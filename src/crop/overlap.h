#pragma once

#include <algorithm>

#include "base/image.h"

namespace headroom::crop {

/// The common area of two boxes as a share of what they cover together, 0..1.
inline double intersection_over_union(const Box& a, const Box& b) {
  const double width = std::min(a.x + a.width, b.x + b.width) - std::max(a.x, b.x);
  const double height = std::min(a.y + a.height, b.y + b.height) - std::max(a.y, b.y);
  if (width <= 0 || height <= 0) return 0;
  const double common = width * height;
  return common / (a.width * a.height + b.width * b.height - common);
}

}  // namespace headroom::crop
