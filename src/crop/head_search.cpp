#include "crop/head_search.h"

#include <algorithm>
#include <cstdlib>

namespace headroom::crop {
namespace {

constexpr int smallest_head_share = 10;  // of the long side: 1/10; the moves find a head a little smaller than that
constexpr int smallest_cell = 400;       // 1/256 px; a head of 19 pixels
constexpr int stride = 2;                // cells from window to window

// How far a head box may reach beyond the photo, in cells: a third of it above, a quarter to the sides and below.
constexpr int beyond_top = 4;
constexpr int beyond_side = 2;
constexpr int beyond_bottom = 3;

/// Which trees see how many windows.
struct Round {
  std::size_t trees;  // asked up to this one
  std::size_t keep;   // windows that go on
};
constexpr Round rounds[] = {{8, 3000}, {24, 600}, {64, 150}, {~std::size_t{0}, 100}};

struct Trial {
  Window window;
  Positions positions;
  const std::uint8_t* cells;  // the view's first
  int columns;                // of their grid
  int score;
  int place;  // in the order of trying: of equal scores the first wins
};

/// Cell sizes from the smallest head to one a fifth higher than the long side, each 2^(1/3) of the one before.
std::vector<int> cell_sizes(Size preview) {
  const int largest = preview.long_side() * subpixel / (head_rows * 5) * 6;
  int cell = std::max(preview.long_side() * subpixel / (smallest_head_share * head_rows), smallest_cell);
  std::vector<int> sizes;
  for (; cell <= largest; cell = cell * 1290 / 1024) sizes.push_back(cell & ~1);
  return sizes;
}

ChannelGrid grid_for(const PreviewSums& sums, int cell) {
  const int left = beyond_side + view_left;
  const int top = beyond_top + view_top;
  const int right = beyond_side + view_columns - view_left - head_columns;
  const int bottom = beyond_bottom + view_rows - view_top - head_rows;
  const int columns = std::max(sums.size.width * subpixel / cell + left + right + 1, view_columns);
  const int rows = std::max(sums.size.height * subpixel / cell + top + bottom + 1, view_rows);
  return make_channels(sums, {-left * cell, -top * cell, cell, columns, rows});
}

void add_trials(const ChannelGrid& grid, Size preview, std::vector<Trial>& trials) {
  const auto [x, y, cell, columns, rows] = grid.place;
  for (int row = 0; row + view_rows <= rows; row += stride)
    for (int column = 0; column + view_columns <= columns; column += stride) {
      const Window window{x + (column + view_left) * cell, y + (row + view_top) * cell, cell};
      trials.push_back(
          {window, positions_of(window, preview), grid.at(column, row), columns, 0, static_cast<int>(trials.size())});
    }
}

bool better(const Trial& a, const Trial& b) { return a.score != b.score ? a.score > b.score : a.place < b.place; }

void keep_best(std::vector<Trial>& trials, std::size_t count) {
  if (trials.size() <= count) return;
  std::nth_element(trials.begin(), trials.begin() + static_cast<std::ptrdiff_t>(count), trials.end(), better);
  trials.resize(count);
}

void judge(std::vector<Trial>& trials, std::span<const Tree> trees) {
  std::size_t asked = 0;
  for (const Round& round : rounds) {
    const std::size_t last = std::min(round.trees, trees.size());
    for (Trial& trial : trials)
      trial.score += sum_of(trees.subspan(asked, last - asked), View(trial.cells, trial.columns, trial.positions));
    asked = last;
    keep_best(trials, round.keep);
  }
  std::sort(trials.begin(), trials.end(), better);
}

bool close(const Window& a, const Window& b) {
  const int cell = std::max(a.cell, b.cell);
  return std::abs(a.x - b.x) <= 2 * cell && std::abs(a.y - b.y) <= 2 * cell && 4 * std::min(a.cell, b.cell) > 3 * cell;
}

std::vector<Candidate> apart(const std::vector<Trial>& trials, int count) {
  std::vector<Candidate> chosen;
  for (const Trial& trial : trials) {
    const auto near = [&](const Candidate& c) { return close(c.window, trial.window); };
    if (std::none_of(chosen.begin(), chosen.end(), near)) chosen.push_back({trial.window, trial.score});
    if (static_cast<int>(chosen.size()) == count) break;
  }
  return chosen;
}

}  // namespace

std::vector<Candidate> search_heads(const PreviewSums& sums, std::span<const Tree> trees, int count) {
  std::vector<ChannelGrid> grids;
  for (const int cell : cell_sizes(sums.size)) grids.push_back(grid_for(sums, cell));
  std::vector<Trial> trials;
  for (const ChannelGrid& grid : grids) add_trials(grid, sums.size, trials);
  judge(trials, trees);
  return apart(trials, count);
}

}  // namespace headroom::crop
