#include "crop/channels.h"

#include <algorithm>
#include <array>
#include <cstdlib>

#include "crop/blur.h"

namespace headroom::crop {
namespace {

constexpr int least_contrast = 3;  // levels; below, noise would be blown up to edges

/// 2^16 / n: a division for each cell would cost more than all the rest. Strengths of edges reach 8 * 255 and a little.
constexpr int inverse_count = 2100;
constexpr auto inverses = [] {
  std::array<int, inverse_count> values{};
  for (int n = 1; n < inverse_count; n++) values[n] = (1 << 16) / n;
  return values;
}();

std::uint8_t byte(int value) { return static_cast<std::uint8_t>(std::clamp(value, 0, 255)); }

struct Edges {
  Cells upright;
  Cells level;
};

/// Edge strengths between the quarters of cells, four summed per cell: the eyes of a head of twelve cells need them.
Edges find_edges(const Cells& quarters, int columns, int rows) {
  const int last_column = 2 * columns - 1;
  const int last_row = 2 * rows - 1;
  const std::size_t count = static_cast<std::size_t>(columns) * rows;
  Edges edges{Cells(count, 0), Cells(count, 0)};
  for (int y = 0; y <= last_row; y++) {
    const int* above = &quarters[std::max(y - 1, 0) * 2 * columns];
    const int* here = &quarters[y * 2 * columns];
    const int* below = &quarters[std::min(y + 1, last_row) * 2 * columns];
    int* upright = &edges.upright[y / 2 * columns];
    int* level = &edges.level[y / 2 * columns];
    for (int i = 0; i < columns; i++) {
      const int x = 2 * i;
      upright[i] += std::abs(here[x + 1] - here[std::max(x - 1, 0)]);
      upright[i] += std::abs(here[std::min(x + 2, last_column)] - here[x]);
      level[i] += std::abs(below[x] - above[x]) + std::abs(below[x + 1] - above[x + 1]);
    }
  }
  return edges;
}

Cells mean_of_quarters(const Cells& quarters, int columns, int rows) {
  Cells cells(static_cast<std::size_t>(columns) * rows);
  for (int row = 0; row < rows; row++)
    for (int column = 0; column < columns; column++) {
      const int* upper = &quarters[(2 * row * columns + column) * 2];
      const int* lower = upper + 2 * columns;
      cells[row * columns + column] = (upper[0] + upper[1] + lower[0] + lower[1] + 2) / 4;
    }
  return cells;
}

/// Four times the mean distance of luma from its surroundings' mean.
Cells contrast_of(const Cells& luma, const Cells& mean, int columns, int rows) {
  Cells distance(luma.size());
  for (std::size_t i = 0; i < luma.size(); i++) distance[i] = 4 * std::abs(luma[i] - mean[i]);
  return blur(distance, columns, rows, surroundings);
}

/// The strength of edges around each cell.
Cells strength_of(const Edges& edges, int columns, int rows) {
  Cells both(edges.upright.size());
  for (std::size_t i = 0; i < both.size(); i++) both[i] = edges.upright[i] + edges.level[i];
  return blur(both, columns, rows, surroundings);
}

int share(int value, int inverse) { return (128 * std::min(value, 255) * inverse) >> 16; }

}  // namespace

PreviewSums::PreviewSums(const SkinMap& map, const Image& preview)
    : size(preview.luma.size()),
      skin(map.score, size),
      luma(preview.luma, size),
      cb(preview.cb, size),
      cr(preview.cr, size) {}

ChannelGrid make_channels(const PreviewSums& sums, const GridPlace& place) {
  const auto [left, top, cell, columns, rows] = place;
  const Spans across(left, cell, columns, sums.size.width);
  const Spans down(top, cell, rows, sums.size.height);
  const Cells skin = sums.skin.means(across, down);
  const Cells cb = sums.cb.means(across, down);
  const Cells cr = sums.cr.means(across, down);
  const Cells quarters = sums.luma.means(Spans(left, cell / 2, 2 * columns, sums.size.width),
                                         Spans(top, cell / 2, 2 * rows, sums.size.height));
  const Cells luma = mean_of_quarters(quarters, columns, rows);
  const Edges edges = find_edges(quarters, columns, rows);

  const Cells skin_round = blur(skin, columns, rows, 2);
  const Cells cr_mean = blur(cr, columns, rows, surroundings);
  const Cells luma_mean = blur(luma, columns, rows, surroundings);
  const Cells contrast = contrast_of(luma, luma_mean, columns, rows);
  const Cells strength = strength_of(edges, columns, rows);

  ChannelGrid grid{place, std::vector<std::uint8_t>(skin.size() * channel_count)};
  for (std::size_t i = 0; i < skin.size(); i++) {
    std::uint8_t* out = &grid.samples[i * channel_count];
    const int edge_inverse = inverses[strength[i] + 8 * least_contrast];
    const int luma_inverse = inverses[contrast[i] + 4 * least_contrast];
    out[channel_skin] = byte(skin[i]);
    out[channel_skin_round] = byte(skin_round[i]);
    out[channel_luma] = byte(128 + ((160 * (luma[i] - luma_mean[i]) * luma_inverse) >> 16));
    out[channel_upright] = byte(share(edges.upright[i], edge_inverse));
    out[channel_level] = byte(share(edges.level[i], edge_inverse));
    out[channel_cb] = byte(cb[i]);
    out[channel_cr] = byte(cr[i]);
    out[channel_redness] = byte(128 + 4 * (cr[i] - cr_mean[i]));
  }
  return grid;
}

}  // namespace headroom::crop
