#pragma once

#include <cstddef>
#include <vector>

#include "base/image.h"

namespace headroom::crop {

/// What a network is shown: blue, green and red, 0..255, with a margin of black.
struct NetworkInput {
  Size shown;                  // the picture, in the upper left corner
  Size size;                   // with black beside and below it
  std::vector<float> samples;  // rows from -1 on: three lines, one for each colour, from column -1 on

  int line() const { return 1 + size.width; }
  const float* row(int y) const { return samples.data() + std::ptrdiff_t{3} * line() * (y + 1); }
  float* row(int y) { return samples.data() + std::ptrdiff_t{3} * line() * (y + 1); }
};

/// A part of a picture, shrunk by area to at most `side` samples on its longer side, never enlarged; the size is padded
/// to multiples of `multiple`. Only whole numbers and exact fractions: every processor makes the same.
///
/// picture  planes of equal size, or luma alone
/// part     samples, inside it and not empty
/// input    what it held is gone, its memory is used again
void show(const Image& picture, Rect part, int side, int multiple, NetworkInput& input);

}  // namespace headroom::crop
