#pragma once

#include <cmath>

namespace headroom {

/// Half away from zero, never -0. Reports round before they print, so that CSV and JSON tell the same numbers.
inline double rounded(double value, int places) {
  const double scale = std::pow(10.0, places);
  return std::round(value * scale) / scale + 0.0;
}

}  // namespace headroom
