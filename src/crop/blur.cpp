#include "crop/blur.h"

#include <algorithm>
#include <cstddef>

#include "crop/wide.h"

namespace headroom::crop {
namespace {

using Level = std::uint16_t;

/// sums[i]: the sum of `taps` numbers from in[i] on.
[[gnu::always_inline]] inline void sum_across(const Level* __restrict in, Level* __restrict sums, int count, int taps) {
  HEADROOM_APART
  for (int i = 0; i < count; i++) sums[i] = in[i];
  for (int tap = 1; tap < taps; tap++) {
    HEADROOM_APART
    for (int i = 0; i < count; i++) sums[i] = static_cast<Level>(sums[i] + in[i + tap]);
  }
}

[[gnu::always_inline]] inline void add_row(const Level* __restrict in, unsigned* __restrict sums, int count) {
  HEADROOM_APART
  for (int i = 0; i < count; i++) sums[i] += in[i];
}

/// means[i]: sums[i] / area, half up; then the sums are moved on by a row.
[[gnu::always_inline]] inline void slide(const Level* __restrict enters, const Level* __restrict leaves,
                                         unsigned* __restrict sums, Level* __restrict means, int count,
                                         unsigned inverse) {
  HEADROOM_APART
  for (int i = 0; i < count; i++) {
    means[i] = static_cast<Level>((sums[i] * inverse + (1U << 19)) >> 20);
    sums[i] += static_cast<unsigned>(enters[i]) - leaves[i];
  }
}

Levels sums_across(const Levels& cells, int columns, int rows, int radius) {
  Levels sums(cells.size());
  Levels padded(static_cast<std::size_t>(columns) + 2 * radius);
  for (int row = 0; row < rows; row++) {
    const Level* in = &cells[static_cast<std::size_t>(row) * columns];
    std::fill_n(padded.begin(), radius, in[0]);
    std::copy_n(in, columns, padded.begin() + radius);
    std::fill_n(padded.begin() + radius + columns, radius, in[columns - 1]);
    wide<sum_across>(padded.data(), &sums[static_cast<std::size_t>(row) * columns], columns, 2 * radius + 1);
  }
  return sums;
}

}  // namespace

Levels blur(const Levels& cells, int columns, int rows, int radius) {
  const Levels across = sums_across(cells, columns, rows, radius);
  const auto row_at = [&](int row) { return &across[static_cast<std::size_t>(std::clamp(row, 0, rows - 1)) * columns]; };
  std::vector<unsigned> sums(columns, 0);
  for (int row = -radius; row <= radius; row++) wide<add_row>(row_at(row), sums.data(), columns);
  // Times one over the area in 2^-20: a division for each cell would cost more than the sums. 2040 * 2^20 fits.
  const unsigned area = (2U * radius + 1) * (2U * radius + 1);
  const unsigned inverse = ((1U << 20) + area / 2) / area;
  Levels means(cells.size());
  for (int row = 0; row < rows; row++)
    wide<slide>(row_at(row + radius + 1), row_at(row - radius), sums.data(),
                &means[static_cast<std::size_t>(row) * columns], columns, inverse);
  return means;
}

}  // namespace headroom::crop
