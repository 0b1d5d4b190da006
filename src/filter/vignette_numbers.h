#pragma once

#include <algorithm>
#include <vector>

namespace headroom::filter {

/// The three numbers of `vignette_light` (kernels/vignette.h).
///
/// amount  light lost in the corners, percent
/// size    where it begins, in percent from the middle to the middle of an edge; it grows to the corners
inline std::vector<int> vignette_numbers(int amount, int size) {
  constexpr int corner = 32768, edge = 16384;  // squared distances from the middle
  const int begin = edge * size / 100 * size / 100;
  const int span = std::max(corner - begin, 1024);
  return {begin, (1 << 24) / span, 4096 * amount / 100};
}

}  // namespace headroom::filter
