#pragma once

#include <vector>

namespace headroom::crop {

/// One whole number per cell of a grid, row by row.
using Cells = std::vector<int>;

/// Means over the (2 * radius + 1)^2 cells around each; edges repeat.
Cells blur(const Cells& cells, int columns, int rows, int radius);

}  // namespace headroom::crop
