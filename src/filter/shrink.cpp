#include "filter/shrink.h"

#include <algorithm>
#include <cassert>
#include <vector>

#include "kernels/shrink.h"

namespace headroom::filter {
namespace {

using Sums16 = std::vector<ushort>;
using Sums32 = std::vector<uint>;

// Loops along memory, which compilers turn into vector instructions; 16 bits hold the sums of up to 256 rows.
void add_row(const Byte* __restrict row, int count, ushort* __restrict sums) {
  for (int x = 0; x < count; x++) sums[x] = static_cast<ushort>(sums[x] + row[x]);
}

template <class Sum>
void add_pairs(const Sum* __restrict pairs, int count, uint* __restrict sums) {
  for (int x = 0; x < count; x++) sums[x] = static_cast<uint>(pairs[2 * x]) + pairs[2 * x + 1];
}

// Leaves `width` sums of 2^levels neighbours each in `sums`.
void add_neighbours(const Sums16& columns, int width, int levels, Sums32& sums, Sums32& scratch) {
  if (levels == 0) {
    std::ranges::copy(columns, sums.begin());
    return;
  }
  add_pairs(columns.data(), width << (levels - 1), sums.data());
  for (int level = levels - 1; level > 0; level--, sums.swap(scratch))
    add_pairs(sums.data(), width << (level - 1), scratch.data());
}

}  // namespace

Plane shrink_on_cpu(const Plane& in, Rect part, int levels_across, int levels_down) {
  assert(levels_across <= 8 && levels_down <= 8);
  const int columns = 1 << levels_across, rows = 1 << levels_down;
  Plane out({(part.width + columns - 1) / columns, (part.height + rows - 1) / rows});
  Sums16 column_sums(static_cast<std::size_t>(out.width()) * columns);
  Sums32 sums(column_sums.size()), halved(column_sums.size());
  for (int y = 0; y < out.height(); y++) {
    std::ranges::fill(column_sums, ushort{0});
    for (int i = 0; i < rows; i++)
      add_row(in.row(part.y + std::min(y * rows + i, part.height - 1)) + part.x, part.width, column_sums.data());
    std::fill(column_sums.begin() + part.width, column_sums.end(), column_sums[part.width - 1]);
    add_neighbours(column_sums, out.width(), levels_across, sums, halved);
    for (int x = 0; x < out.width(); x++) out.row(y)[x] = shrink_mean(sums[x], levels_across + levels_down);
  }
  return out;
}

}  // namespace headroom::filter
