#pragma once

#include "kernels/pixels.h"

namespace headroom::filter {

/// Chance for the host: what a look draws for one photo, one number after the other.
class Random {
 public:
  explicit Random(uint seed) : seed_(seed) {}

  uint bits() { return chance(drawn_++, 0, seed_); }

  /// low..high, both included.
  int between(int low, int high) { return low + static_cast<int>(bits() % static_cast<uint>(high - low + 1)); }

 private:
  uint seed_;
  uint drawn_ = 0;
};

}  // namespace headroom::filter
