#pragma once

#include <cstdint>
#include <vector>

namespace headroom::crop {

/// One whole number of 0..2040 per cell of a grid, row by row.
using Levels = std::vector<std::uint16_t>;

/// Means over the (2 * radius + 1)^2 cells around each; edges repeat. radius: at most 15
Levels blur(const Levels& cells, int columns, int rows, int radius);

}  // namespace headroom::crop
