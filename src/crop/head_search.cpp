#include "crop/head_search.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <cstring>

#include "crop/wide.h"

namespace headroom::crop {
namespace {

constexpr int smallest_head_share = 10;  // of the long side: 1/10; the moves find a head a little smaller than that
constexpr int smallest_cell = 400;       // 1/256 px; a head of 19 pixels
constexpr int stride = 2;                // cells from window to window; a layout is made for it

// How far a head box may reach beyond the photo, in cells: a third of it above, a quarter to the sides and below.
constexpr int beyond_top = 4;
constexpr int beyond_side = 2;
constexpr int beyond_bottom = 3;

// Small heads, whose cells are most of the work, are looked for where no larger one is surely there: sizes down to this
// one are tried, the smallest being 0, then, unless the best window has so high a score, more.
constexpr std::size_t smallest_sizes[] = {4, 0};
constexpr int sure = 320;  // 1/256 of log odds

/// Which trees see how many windows. The first round is of all windows at once, many to an instruction.
struct Round {
  std::size_t trees;  // asked up to this one
  std::size_t keep;   // windows that go on
};
constexpr Round first_round{24, 200};
constexpr Round rounds[] = {{48, 100}, {~std::size_t{0}, 60}};

using Score = std::int16_t;

/// Windows of one size.
struct Windows {
  const ChannelGrid& grid;
  int columns;
  int rows;
  std::vector<Score> scores;  // as the samples lie: rows of grid.layout.across

  int score_at(int column, int row) const { return scores[row * in_a_row() + column]; }
  int in_a_row() const { return grid.layout.across; }
  int count() const { return rows * in_a_row(); }
  Window at(int column, int row) const {
    const auto [x, y, cell] = grid.place;
    return {x + (stride * column + view_left) * cell, y + (stride * row + view_top) * cell, cell};
  }
};

struct Trial {
  Window window;
  View view;
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

/// All windows of the grid have the same size: across, a position changes from column to column only, and so on.
void put_positions(const Windows& windows, ChannelGrid& grid, Size preview) {
  const int across = windows.in_a_row();
  std::array<std::uint8_t*, position_count> out;
  for (int i = 0; i < position_count; i++) out[i] = grid.positions(static_cast<Position>(i));
  for (int column = 0; column < across; column++) {
    const Positions positions = positions_of(windows.at(column, 0), preview);
    for (const Position i : {position_left, position_right}) out[i][column] = positions[i];
  }
  for (int row = 0; row < windows.rows; row++) {
    const Positions positions = positions_of(windows.at(0, row), preview);
    for (const Position i : {position_left, position_right}) std::memcpy(out[i] + row * across, out[i], across);
    for (const Position i : {position_top, position_bottom, position_of_long_side, position_of_short_side})
      std::memset(out[i] + row * across, positions[i], across);
  }
}

int whole_blocks(int columns) { return (columns + cells_of_a_block - 1) / cells_of_a_block * cells_of_a_block; }

ChannelGrid grid_for(ChannelMaker& maker, int cell) {
  const Size preview = maker.preview();
  const int left = beyond_side + view_left;
  const int top = beyond_top + view_top;
  const int right = beyond_side + view_columns - view_left - head_columns;
  const int bottom = beyond_bottom + view_rows - view_top - head_rows;
  const int columns = whole_blocks(std::max(preview.width * subpixel / cell + left + right + 1, view_columns));
  const int rows = std::max(preview.height * subpixel / cell + top + bottom + 1, view_rows);
  return maker.make({-left * cell, -top * cell, cell}, Layout(columns, rows));
}

Windows windows_of(ChannelGrid& grid, Size preview) {
  Windows windows{
      grid, (grid.layout.columns - view_columns) / stride + 1, (grid.layout.rows - view_rows) / stride + 1, {}};
  windows.scores.assign(windows.count(), 0);
  put_positions(windows, grid, preview);
  return windows;
}

/// What a tree says of `count` windows, added to their scores. features: where each node's feature of the first window
/// lies
[[gnu::always_inline]] inline void add_tree(const std::array<const std::uint8_t*, 7>& features, const Tree& tree,
                                            Score* __restrict scores, int count) {
  const std::uint8_t *a = features[0], *b = features[1], *c = features[2], *d = features[3], *e = features[4],
                     *f = features[5], *g = features[6];
  const auto [a_limit, b_limit, c_limit, d_limit, e_limit, f_limit, g_limit] = tree.limit;
  const auto [leaf_0, leaf_1, leaf_2, leaf_3, leaf_4, leaf_5, leaf_6, leaf_7] = tree.leaf;
  HEADROOM_APART
  for (int i = 0; i < count; i++) {
    const Score left_left = d[i] > d_limit ? leaf_1 : leaf_0;
    const Score left_right = e[i] > e_limit ? leaf_3 : leaf_2;
    const Score right_left = f[i] > f_limit ? leaf_5 : leaf_4;
    const Score right_right = g[i] > g_limit ? leaf_7 : leaf_6;
    const Score left = b[i] > b_limit ? left_right : left_left;
    const Score right = c[i] > c_limit ? right_right : right_left;
    scores[i] = static_cast<Score>(scores[i] + (a[i] > a_limit ? right : left));
  }
}

void judge_all(Windows& windows, std::span<const Tree> trees) {
  for (const Tree& tree : trees) {
    std::array<const std::uint8_t*, 7> features;
    for (int node = 0; node < 7; node++)
      features[node] = &windows.grid.samples[windows.grid.layout.offsets[tree.feature[node]]];
    wide<add_tree>(features, tree, windows.scores.data(), windows.count());
  }
}

bool better(const Trial& a, const Trial& b) { return a.score != b.score ? a.score > b.score : a.place < b.place; }

void keep_best(std::vector<Trial>& trials, std::size_t count) {
  if (trials.size() <= count) return;
  std::nth_element(trials.begin(), trials.begin() + static_cast<std::ptrdiff_t>(count), trials.end(), better);
  trials.erase(trials.begin() + static_cast<std::ptrdiff_t>(count), trials.end());
}

/// The largest score that at least `count` windows reach; the smallest there is where there are fewer windows.
int least_of_best(const std::vector<Windows>& sizes, std::size_t count) {
  Score lowest = 0;
  Score highest = 0;
  for (const Windows& windows : sizes) {
    const auto [low, high] = std::minmax_element(windows.scores.begin(), windows.scores.end());
    lowest = std::min(lowest, *low);
    highest = std::max(highest, *high);
  }
  std::vector<int> windows_with(highest - lowest + 1);
  for (const Windows& windows : sizes)
    for (int row = 0; row < windows.rows; row++)
      for (int column = 0; column < windows.columns; column++) windows_with[windows.score_at(column, row) - lowest]++;
  int least = highest;
  for (std::size_t reach = 0; least > lowest; least--)
    if ((reach += windows_with[least - lowest]) >= count) break;
  return least;
}

std::vector<Trial> best_trials(const std::vector<Windows>& sizes, std::size_t count) {
  const int least = least_of_best(sizes, count);
  std::vector<Trial> trials;
  int place = 0;
  for (const Windows& windows : sizes)
    for (int row = 0; row < windows.rows; row++)
      for (int column = 0; column < windows.columns; column++, place++) {
        const int score = windows.score_at(column, row);
        if (score >= least)
          trials.push_back({windows.at(column, row), windows.grid.view(stride * column, stride * row), score, place});
      }
  keep_best(trials, count);
  return trials;
}

/// The rounds after the first, whose trees are `asked`.
void judge(std::vector<Trial>& trials, std::span<const Tree> trees, std::size_t asked) {
  for (const Round& round : rounds) {
    const std::size_t last = std::min(round.trees, trees.size());
    for (Trial& trial : trials) trial.score += sum_of(trees.subspan(asked, last - asked), trial.view);
    asked = last;
    keep_best(trials, round.keep);
  }
  std::sort(trials.begin(), trials.end(), better);
}

bool close(const Window& a, const Window& b) {
  const int cell = std::max(a.cell, b.cell);
  return std::abs(a.x - b.x) <= 2 * cell && std::abs(a.y - b.y) <= 2 * cell && 4 * std::min(a.cell, b.cell) > 3 * cell;
}

void choose_apart(const std::vector<Trial>& trials, std::size_t count, HeadSearch& search) {
  for (const Trial& trial : trials) {
    const auto near = [&](const Candidate& c) { return close(c.window, trial.window); };
    if (std::any_of(search.candidates.begin(), search.candidates.end(), near)) continue;
    search.candidates.push_back({trial.window, trial.score});
    search.views.push_back(trial.view);
    if (search.candidates.size() == count) break;
  }
}

}  // namespace

HeadSearch search_heads(ChannelMaker& maker, std::span<const Tree> trees, int count) {
  const std::vector<int> cells = cell_sizes(maker.preview());
  const std::size_t asked = std::min(first_round.trees, trees.size());
  HeadSearch search;
  search.grids.reserve(cells.size());  // views point into them
  std::vector<Windows> sizes;
  std::vector<Trial> trials;
  std::size_t size = cells.size();
  for (const std::size_t smallest : smallest_sizes) {
    while (size > smallest) {
      search.grids.push_back(grid_for(maker, cells[--size]));
      sizes.push_back(windows_of(search.grids.back(), maker.preview()));
      judge_all(sizes.back(), trees.first(asked));
    }
    trials = best_trials(sizes, first_round.keep);
    judge(trials, trees, asked);
    if (!trials.empty() && trials.front().score >= sure) break;
  }
  choose_apart(trials, static_cast<std::size_t>(count), search);
  return search;
}

}  // namespace headroom::crop
