#include "crop/blur.h"

#include <algorithm>
#include <cstddef>

#include "crop/wide.h"

namespace headroom::crop {
namespace {

[[gnu::always_inline]] inline void add_row(const Level* __restrict in, Level* __restrict sums, int count) {
  HEADROOM_APART
  for (int i = 0; i < count; i++) sums[i] = static_cast<Level>(sums[i] + in[i]);
}

[[gnu::always_inline]] inline void slide(const Level* __restrict enters, const Level* __restrict leaves,
                                         Level* __restrict sums, int count) {
  HEADROOM_APART
  for (int i = 0; i < count; i++) sums[i] = static_cast<Level>(sums[i] + enters[i] - leaves[i]);
}

template <int radius, typename Sum>
[[gnu::always_inline]] inline void mean_across(const Level* __restrict sums, Level* __restrict means, int count,
                                               unsigned inverse) {
  HEADROOM_APART
  for (int i = 0; i < count; i++) {
    Sum sum = sums[i];
#pragma GCC unroll 10
    for (int tap = 1; tap <= 2 * radius; tap++) sum = static_cast<Sum>(sum + sums[i + tap]);
    means[i] = static_cast<Level>((sum * inverse + (1U << 19)) >> 20);
  }
}

}  // namespace

template <int radius, typename Sum>
void blur(const Levels& cells, int columns, int rows, Levels& means, unsigned times) {
  const auto row_at = [&](int row) { return &cells[static_cast<std::size_t>(std::clamp(row, 0, rows - 1)) * columns]; };
  Levels padded(static_cast<std::size_t>(columns) + 2 * radius);
  Level* sums = padded.data() + radius;
  for (int row = -radius; row <= radius; row++) wide<add_row>(row_at(row), sums, columns);
  // Times one over the area in 2^-20: a division for each cell would cost more than the sums. 2040 * 2^20 fits.
  constexpr unsigned area = (2U * radius + 1) * (2U * radius + 1);
  constexpr unsigned inverse = ((1U << 20) + area / 2) / area;
  means.resize(cells.size());
  for (int row = 0; row < rows; row++) {
    std::fill_n(padded.begin(), radius, sums[0]);
    std::fill_n(padded.end() - radius, radius, sums[columns - 1]);
    wide<mean_across<radius, Sum>>(padded.data(), &means[static_cast<std::size_t>(row) * columns], columns,
                                   times * inverse);
    wide<slide>(row_at(row + radius + 1), row_at(row - radius), sums, columns);
  }
}

template void blur<2, std::uint16_t>(const Levels&, int, int, Levels&, unsigned);
template void blur<4, std::uint16_t>(const Levels&, int, int, Levels&, unsigned);
template void blur<4, unsigned>(const Levels&, int, int, Levels&, unsigned);

}  // namespace headroom::crop
