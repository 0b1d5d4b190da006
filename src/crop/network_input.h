#pragma once

#include <vector>

#include "base/image.h"

namespace headroom::crop {

/// What a network is shown: planes of blue, green and red, 0..255, row by row.
struct NetworkInput {
  Size shown;                  // the picture, in the upper left corner
  Size size;                   // with black beside and below it
  std::vector<float> samples;  // three planes of `size`
};

/// A part of a picture, shrunk by area to at most `side` samples on its longer side, never enlarged; the size is padded
/// to multiples of `multiple`. Only whole numbers and exact fractions: every processor makes the same.
///
/// picture  planes of equal size, or luma alone
/// part     samples, inside it and not empty
NetworkInput network_input(const Image& picture, Rect part, int side, int multiple);

}  // namespace headroom::crop
