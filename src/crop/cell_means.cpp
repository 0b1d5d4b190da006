#include "crop/cell_means.h"

#include <algorithm>
#include <cstddef>

namespace headroom::crop {
namespace {

constexpr int whole = 256;

/// The bounds of cell `i` of `count`, in 1/256 samples.
struct Reach {
  int begin;
  int end;

  Reach(int start, int length, int i, int count)
      : begin(start + static_cast<int>(1LL * length * i / count)),
        end(start + static_cast<int>(1LL * length * (i + 1) / count)) {
    end = std::max(end, begin + 1);
  }
  int length() const { return end - begin; }
  int first() const { return begin / whole; }
  int last() const { return (end - 1) / whole; }
  int share_of(int sample) const { return std::min(end, (sample + 1) * whole) - std::max(begin, sample * whole); }
};

long long sum_over(const Byte* row, const Reach& across) {
  long long sum = 0;
  for (int x = across.first(); x <= across.last(); x++) sum += 1LL * across.share_of(x) * row[x];
  return sum;
}

int mean_over(const Plane& plane, const Reach& across, const Reach& down) {
  long long sum = 0;
  for (int y = down.first(); y <= down.last(); y++) sum += down.share_of(y) * sum_over(plane.row(y), across);
  const long long area = 1LL * across.length() * down.length();
  return static_cast<int>((sum * parts_of_a_level + area / 2) / area);
}

int inside(int i, int count) { return std::clamp(i, 0, count - 1); }

/// Sums along each row, by a window that slides from cell to cell.
void sum_across(const Cells& cells, int columns, int rows, int radius, Cells& sums) {
  std::vector<int> padded(columns + 2 * radius + 1);
  for (int row = 0; row < rows; row++) {
    const int* in = &cells[static_cast<std::size_t>(row) * columns];
    int* out = &sums[static_cast<std::size_t>(row) * columns];
    std::fill_n(padded.begin(), radius, in[0]);
    std::copy_n(in, columns, padded.begin() + radius);
    std::fill_n(padded.begin() + radius + columns, radius + 1, in[columns - 1]);
    int sum = 0;
    for (int i = 0; i < 2 * radius + 1; i++) sum += padded[i];
    for (int i = 0; i < columns; i++) {
      out[i] = sum;
      sum += padded[i + 2 * radius + 1] - padded[i];
    }
  }
}

}  // namespace

Cells cell_means(const Plane& plane, const Part& part, int columns, int rows) {
  Cells means;
  means.reserve(static_cast<std::size_t>(columns) * rows);
  for (int row = 0; row < rows; row++) {
    const Reach down(part.y, part.height, row, rows);
    for (int column = 0; column < columns; column++)
      means.push_back(mean_over(plane, Reach(part.x, part.width, column, columns), down));
  }
  return means;
}

Cells blur(const Cells& cells, int columns, int rows, int radius) {
  Cells across(cells.size());
  sum_across(cells, columns, rows, radius, across);
  const auto row_at = [&](int row) { return &across[static_cast<std::size_t>(inside(row, rows)) * columns]; };
  std::vector<int> sums(columns, 0);
  for (int row = -radius; row <= radius; row++)
    for (int i = 0; i < columns; i++) sums[i] += row_at(row)[i];
  // Times one over the area in 2^-20, half up: a division for each cell would cost more than the sums.
  const unsigned area = (2U * radius + 1) * (2U * radius + 1);
  const unsigned inverse = ((1U << 20) + area / 2) / area;
  Cells means(cells.size());
  for (int row = 0; row < rows; row++) {
    int* out = &means[static_cast<std::size_t>(row) * columns];
    const int* leaves = row_at(row - radius);
    const int* enters = row_at(row + radius + 1);
    for (int i = 0; i < columns; i++) {
      out[i] = static_cast<int>((static_cast<unsigned long long>(sums[i]) * inverse + (1U << 19)) >> 20);
      sums[i] += enters[i] - leaves[i];
    }
  }
  return means;
}

}  // namespace headroom::crop
