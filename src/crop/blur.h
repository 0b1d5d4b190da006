#pragma once

#include <cstdint>
#include <vector>

namespace headroom::crop {

using Level = std::uint16_t;

/// One whole number per cell of a grid, row by row.
using Levels = std::vector<Level>;

/// Rows of grids have a multiple of this many cells: processors work on so many at once, and on the rest one by one.
constexpr int cells_of_a_block = 16;

/// `times` the mean over the (2 * radius + 1)^2 cells around each, half up; edges repeat.
///
/// Sum  of such an area: 16 bits, the faster ones, are enough for levels up to 255 and 32 bits for `times` levels up to
///      2040
template <int radius, typename Sum>
void blur(const Levels& cells, int columns, int rows, Levels& means, unsigned times = 1);

extern template void blur<2, std::uint16_t>(const Levels&, int, int, Levels&, unsigned);
extern template void blur<4, std::uint16_t>(const Levels&, int, int, Levels&, unsigned);
extern template void blur<4, unsigned>(const Levels&, int, int, Levels&, unsigned);

}  // namespace headroom::crop
