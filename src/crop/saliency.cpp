#include "crop/saliency.h"

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <numeric>
#include <vector>

#include "crop/blur.h"
#include "crop/cell_means.h"
#include "crop/shrink_area.h"

namespace headroom::crop {
namespace {

constexpr int cells_across = 16;  // of the short side
constexpr int most_cells = 256;   // of the long side: a ribbon tells nothing finer
constexpr int surroundings = 2;   // cells to each side that a cell is compared with

Size grid_for(Size size) {
  const auto cells = [&](int length) {
    return std::clamp(cells_across * length / std::max(1, size.short_side()), 1, std::min(most_cells, length));
  };
  return {cells(size.width), cells(size.height)};
}

Cells levels_of(const Plane& plane) {
  Cells levels;
  for (int y = 0; y < plane.height(); y++) levels.insert(levels.end(), plane.row(y), plane.row(y) + plane.width());
  return levels;
}

void add_distances(const Cells& from, const Cells& to, int weight, Cells& sums) {
  for (std::size_t i = 0; i < sums.size(); i++) sums[i] += weight * std::abs(from[i] - to[i]);
}

/// What stands out in each cell: light and shade against what lies around, colour against the picture's.
Cells saliency(const Image& cells) {
  const Size grid = cells.luma.size();
  const Cells luma = levels_of(cells.luma);
  Cells sums(luma.size(), 0);
  add_distances(luma, blur(luma, grid.width, grid.height, surroundings), 1, sums);
  for (const Plane* plane : {&cells.cb, &cells.cr}) {
    if (plane->empty()) continue;
    const Cells chroma = levels_of(*plane);
    const int mean =
        static_cast<int>(std::accumulate(chroma.begin(), chroma.end(), 0LL) / static_cast<long long>(chroma.size()));
    add_distances(chroma, Cells(chroma.size(), mean), 2, sums);
  }
  return sums;
}

/// Sums over the rows, for each column.
std::vector<long long> along(const Cells& cells, int columns) {
  std::vector<long long> sums(static_cast<std::size_t>(columns), 0);
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
  const Size all = preview.luma.size(), grid = grid_for(all);
  const int last = grid.width - grid.height;
  if (last <= 0) return {(photo.width - side) / 2, 0, side, side};
  const Cells cells = saliency(shrink_area(preview, {0, 0, all.width, all.height}, grid));
  const int begin = best_begin(along(cells, grid.width), grid.height);
  return {(photo.width - side) * begin / last, 0, side, side};
}

}  // namespace headroom::crop
