#include "crop/blur.h"

#include <algorithm>
#include <cassert>
#include <cstddef>

#include "crop/wide.h"

namespace headroom::crop {
namespace {

[[gnu::always_inline]] inline const Level* row_of(const Level* cells, int row, int columns, int rows) {
  return cells + static_cast<std::ptrdiff_t>(std::clamp(row, 0, rows - 1)) * columns;
}

/// The sums of the rows around the first one.
[[gnu::always_inline]] inline void sum_down(const Level* cells, Level* __restrict sums, int columns, int rows,
                                            int radius) {
  for (int row = -radius; row <= radius; row++) {
    const Level* __restrict in = row_of(cells, row, columns, rows);
    HEADROOM_APART
    for (int i = 0; i < columns; i++) sums[i] = static_cast<Level>(sums[i] + in[i]);
  }
}

/// Sums of rows go on to the next row: one enters, one leaves.
[[gnu::always_inline]] inline void slide(const Level* __restrict enters, const Level* __restrict leaves,
                                         Level* __restrict sums, int columns) {
  HEADROOM_APART
  for (int i = 0; i < columns; i++) sums[i] = static_cast<Level>(sums[i] + enters[i] - leaves[i]);
}

template <int radius, typename Sum>
[[gnu::always_inline]] inline void mean_across(const Level* __restrict sums, Level* __restrict means, int columns,
                                               unsigned inverse) {
  HEADROOM_APART
  for (int i = 0; i < columns; i++) {
    Sum sum = sums[i];
#pragma GCC unroll 10
    for (int tap = 1; tap <= 2 * radius; tap++) sum = static_cast<Sum>(sum + sums[i + tap]);
    means[i] = static_cast<Level>((sum * inverse + (1U << 19)) >> 20);
  }
}

/// padded: room for a row with `radius` more cells before and after it, all 0
template <int radius, typename Sum>
[[gnu::always_inline]] inline void blur_rows(const Level* cells, Level* means, Level* padded, int blocks, int rows,
                                             unsigned inverse) {
  const int columns = blocks * cells_of_a_block;
  Level* sums = padded + radius;
  sum_down(cells, sums, columns, rows, radius);
  for (int row = 0; row < rows; row++) {
    std::fill_n(padded, radius, sums[0]);
    std::fill_n(sums + columns, radius, sums[columns - 1]);
    mean_across<radius, Sum>(padded, means + static_cast<std::ptrdiff_t>(row) * columns, columns, inverse);
    slide(row_of(cells, row + radius + 1, columns, rows), row_of(cells, row - radius, columns, rows), sums, columns);
  }
}

}  // namespace

template <int radius, typename Sum>
void blur(const Levels& cells, int columns, int rows, Levels& means, unsigned times) {
  assert(columns % cells_of_a_block == 0);
  // Times one over the area in 2^-20: a division for each cell would cost more than the sums. 2040 * 2^20 fits.
  constexpr unsigned area = (2U * radius + 1) * (2U * radius + 1);
  constexpr unsigned inverse = ((1U << 20) + area / 2) / area;
  Levels padded(static_cast<std::size_t>(columns) + 2 * radius);
  means.resize(cells.size());
  wide<blur_rows<radius, Sum>>(cells.data(), means.data(), padded.data(), columns / cells_of_a_block, rows,
                               times * inverse);
}

template void blur<2, std::uint16_t>(const Levels&, int, int, Levels&, unsigned);
template void blur<4, std::uint16_t>(const Levels&, int, int, Levels&, unsigned);
template void blur<4, unsigned>(const Levels&, int, int, Levels&, unsigned);

}  // namespace headroom::crop
