#pragma once

#include "base/image.h"

namespace headroom::datasets {

/// Luma samples per chroma sample, across and down; 1, 2 or 4 each. 0 by 0: no chroma at all.
struct Sampling {
  int across = 2;
  int down = 2;

  bool operator==(const Sampling&) const = default;
  bool grey() const { return across == 0; }
};

/// How many samples a plane has that covers `size`.
constexpr Size sampled(Size size, Sampling sampling) {
  return {(size.width + sampling.across - 1) / sampling.across, (size.height + sampling.down - 1) / sampling.down};
}

}  // namespace headroom::datasets
