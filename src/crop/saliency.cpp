#include "crop/saliency.h"

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <numeric>
#include <vector>

#include "crop/blur.h"
#include "crop/cell_means.h"

namespace headroom::crop {
namespace {

constexpr int cells_across = 16;  // of the short side
constexpr int most_cells = 256;   // of the long side: a ribbon tells nothing finer
constexpr int surroundings = 2;   // cells to each side that a cell is compared with

struct Grid {
  int columns;
  int rows;
};

Grid grid_for(Size size) {
  const auto cells = [&](int length) {
    return std::clamp(cells_across * length / std::max(1, size.short_side()), 1, std::min(most_cells, length));
  };
  return {cells(size.width), cells(size.height)};
}

Cells means_of(const Plane& plane, Grid grid) {
  return cell_means(plane, {0, 0, plane.width() * 256, plane.height() * 256}, grid.columns, grid.rows);
}

void add_distances(const Cells& from, const Cells& to, int weight, Cells& sums) {
  for (std::size_t i = 0; i < sums.size(); i++) sums[i] += weight * std::abs(from[i] - to[i]);
}

/// What stands out in each cell: light and shade against what lies around, colour against the picture's.
Cells saliency(const Image& preview, Grid grid) {
  const Cells luma = means_of(preview.luma, grid);
  Cells sums(luma.size(), 0);
  add_distances(luma, blur(luma, grid.columns, grid.rows, surroundings), 1, sums);
  for (const Plane* plane : {&preview.cb, &preview.cr}) {
    if (plane->empty()) continue;
    const Cells chroma = means_of(*plane, grid);
    const int mean =
        static_cast<int>(std::accumulate(chroma.begin(), chroma.end(), 0LL) / static_cast<long long>(chroma.size()));
    add_distances(chroma, Cells(chroma.size(), mean), 2, sums);
  }
  return sums;
}

/// Sums over the rows, for each column.
std::vector<long long> along(const Cells& cells, Grid grid) {
  std::vector<long long> sums(static_cast<std::size_t>(grid.columns), 0);
  for (std::size_t i = 0; i < cells.size(); i++) sums[i % sums.size()] += cells[i];
  return sums;
}

/// The first of the `length` neighbours that stand out most together; of equals the middle ones.
int best_begin(const std::vector<long long>& sums, int length) {
  const int last = static_cast<int>(sums.size()) - length;
  long long most = -1;
  int best = 0;
  for (int begin = 0; begin <= last; begin++) {
    const long long sum = std::accumulate(sums.begin() + begin, sums.begin() + begin + length, 0LL);
    const bool nearer = std::abs(2 * begin - last) < std::abs(2 * best - last);
    if (sum < most || (sum == most && !nearer)) continue;
    most = sum;
    best = begin;
  }
  return best;
}

}  // namespace

Box salient_square(const Image& preview, Size photo) {
  const double side = photo.short_side();
  if (photo.height >= photo.width) return {0, 0, side, side};
  const Grid grid = grid_for(preview.luma.size());
  const int last = grid.columns - grid.rows;
  if (last <= 0) return {(photo.width - side) / 2, 0, side, side};
  const int begin = best_begin(along(saliency(preview, grid), grid), grid.rows);
  return {(photo.width - side) * begin / last, 0, side, side};
}

}  // namespace headroom::crop
