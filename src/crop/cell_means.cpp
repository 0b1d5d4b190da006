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

}  // namespace headroom::crop
