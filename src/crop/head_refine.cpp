#include "crop/head_refine.h"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace headroom::crop {
namespace {

constexpr int tried = 5;          // windows of the search that are moved into place
constexpr int largest_lag = 512;  // 1/256 of log odds; a window that the search puts further behind is not tried
constexpr int moves = 2;
constexpr int agreement = 256;  // 1/256 of log odds: a candidate this much worse than the first has no say

constexpr std::array<int, 9> powers_of_two{1024, 1117, 1218, 1328, 1448, 1579, 1722, 1878, 2048};  // 1024 * 2^(i / 8)

/// value * 2^(exponent / 256) for exponents of -256..256, to about one in a thousand.
int scaled(int value, int exponent) {
  const int up = std::clamp(exponent, -256, 256) + 256;  // 0..512
  const int octave = up / 256;                           // 0, 1 or 2
  const int rest = up % 256;
  const int from = powers_of_two[rest / 32];
  const int to = powers_of_two[std::min(rest / 32 + 1, 8)];
  const long long factor = (from + (to - from) * (rest % 32) / 32) << octave;
  return static_cast<int>(value * factor / 2048);
}

/// The trees of moves count in 1/32 of what they mean, 1/256: their leaves are small.
int part_of(int sum) { return sum / 32; }

bool better(const Candidate& a, const Candidate& b) { return a.score > b.score; }

/// Whether two windows may be the same head: their middles less than half a head apart.
bool same_head(const Window& a, const Window& b) {
  const int across = std::abs((a.x - b.x) + (a.cell - b.cell) * head_columns / 2);
  const int down = std::abs((a.y - b.y) + (a.cell - b.cell) * head_rows / 2);
  return std::max(across, down) < std::max(a.cell, b.cell) * head_rows / 2;
}

/// Whether neither is more than a third larger.
bool same_size(const Window& a, const Window& b) { return 4 * std::min(a.cell, b.cell) > 3 * std::max(a.cell, b.cell); }

/// A weighted mean of windows.
struct Mean {
  void add(const Window& window, int more) {
    weight += more;
    centre += static_cast<long long>(more) * (window.x + window.cell * head_columns / 2);
    middle += static_cast<long long>(more) * (window.y + window.cell * head_rows / 2);
    cell += static_cast<long long>(more) * window.cell;
  }

  Window window() const {
    const int size = static_cast<int>(cell / weight);
    return {static_cast<int>(centre / weight) - size * head_columns / 2,
            static_cast<int>(middle / weight) - size * head_rows / 2, size};
  }

  long long weight = 0;
  long long centre = 0;
  long long middle = 0;
  long long cell = 0;
};

}  // namespace

Window moved(const Window& window, const View& view, const SkinModel& model) {
  const int height = window.cell * head_rows;
  const int width = window.cell * head_columns;
  const int centre = window.x + width / 2 + height * part_of(sum_of(model.across, view)) / subpixel;
  const int middle = window.y + height / 2 + height * part_of(sum_of(model.down, view)) / subpixel;
  const int cell = std::max(64, scaled(window.cell, part_of(sum_of(model.larger, view))) & ~1);
  return {centre - cell * head_columns / 2, middle - cell * head_rows / 2, cell};
}

std::vector<Candidate> refine_heads(ChannelMaker& maker, const HeadSearch& search, const SkinModel& model) {
  std::vector<Candidate> refined;
  for (std::size_t i = 0; i < search.candidates.size(); i++) {
    Window window = moved(search.candidates[i].window, search.views[i], model);  // the search has made these cells
    for (int move = 1; move < moves; move++) window = moved(window, view_of(cells_around(maker, window)), model);
    refined.push_back({window, sum_of(model.choice, view_of(cells_around(maker, window)))});
  }
  std::stable_sort(refined.begin(), refined.end(), better);
  return refined;
}

HeadGuess agreed_head(const std::vector<Candidate>& candidates) {
  const Candidate& first = candidates.front();
  Mean mean;
  int rival = worst_rival;
  for (const Candidate& candidate : candidates) {
    const int say = agreement - (first.score - candidate.score);
    if (!same_head(candidate.window, first.window))
      rival = std::max(rival, candidate.score);
    else if (say > 0 && same_size(candidate.window, first.window))
      mean.add(candidate.window, say);
  }
  return {mean.window(), first.score, rival};
}

HeadGuess guess_head(const PreviewSums& sums, const SkinModel& model) {
  ChannelMaker maker(sums);
  HeadSearch search = search_heads(maker, model.search, tried);
  std::vector<Candidate>& candidates = search.candidates;
  while (candidates.back().score < candidates.front().score - largest_lag) candidates.pop_back();
  return agreed_head(refine_heads(maker, search, model));
}

}  // namespace headroom::crop
