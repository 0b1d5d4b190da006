#include "crop/channels.h"

#include <algorithm>
#include <array>
#include <cstdlib>

#include "crop/blur.h"
#include "crop/wide.h"

namespace headroom::crop {
namespace {

using Level = std::uint16_t;

constexpr int least_contrast = 3;  // levels; below, noise would be blown up to edges

/// 2^16 / n: a division for each cell would cost more than all the rest. Strengths of edges reach 8 * 255 and a little.
constexpr int inverse_count = 2100;
constexpr auto inverses = [] {
  std::array<int, inverse_count> values{};
  for (int n = 1; n < inverse_count; n++) values[n] = (1 << 16) / n;
  return values;
}();

[[gnu::always_inline]] inline std::uint8_t byte(int value) {
  return static_cast<std::uint8_t>(std::min(std::max(value, 0), 255));
}

/// Luma and its edges, whose strengths are sums of four: those between the quarters of a cell.
struct Shades {
  explicit Shades(std::size_t cells) : luma(cells), upright(cells), level(cells) {}

  Levels luma;
  Levels upright;
  Levels level;
};

/// Sums over two rows of quarters, and over what differs around each of them: before and after, above and below.
[[gnu::always_inline]] inline void sum_down(const Level* __restrict above, const Level* __restrict upper,
                                            const Level* __restrict lower, const Level* __restrict below,
                                            Level* __restrict sums, Level* __restrict upright,
                                            Level* __restrict level, int count) {
  HEADROOM_APART
  for (int x = 0; x < count; x++) {
    sums[x] = static_cast<Level>(upper[x] + lower[x]);
    upright[x] = static_cast<Level>(std::abs(upper[x + 1] - upper[x - 1]) + std::abs(lower[x + 1] - lower[x - 1]));
    level[x] = static_cast<Level>(std::abs(lower[x] - above[x]) + std::abs(below[x] - upper[x]));
  }
}

/// Sums of pairs; of luma their mean.
[[gnu::always_inline]] inline void sum_across(const Level* __restrict sums, const Level* __restrict upright_sums,
                                              const Level* __restrict level_sums, Level* __restrict luma,
                                              Level* __restrict upright, Level* __restrict level, int count) {
  HEADROOM_APART
  for (int i = 0; i < count; i++) {
    luma[i] = static_cast<Level>((sums[2 * i] + sums[2 * i + 1] + 2) / 4);
    upright[i] = static_cast<Level>(upright_sums[2 * i] + upright_sums[2 * i + 1]);
    level[i] = static_cast<Level>(level_sums[2 * i] + level_sums[2 * i + 1]);
  }
}

/// quarters: rows of 2 * columns, each with one more quarter before and after it
Shades shades_of(const Levels& quarters, int columns, int rows) {
  const int stride = 2 * columns + 2;
  const auto row_at = [&](int y) {
    return &quarters[static_cast<std::size_t>(std::clamp(y, 0, 2 * rows - 1)) * stride + 1];
  };
  Levels sums(2 * columns), upright(2 * columns), level(2 * columns);
  Shades shades(static_cast<std::size_t>(columns) * rows);
  for (int row = 0; row < rows; row++) {
    const std::size_t at = static_cast<std::size_t>(row) * columns;
    wide<sum_down>(row_at(2 * row - 1), row_at(2 * row), row_at(2 * row + 1), row_at(2 * row + 2), sums.data(),
                   upright.data(), level.data(), 2 * columns);
    wide<sum_across>(sums.data(), upright.data(), level.data(), &shades.luma[at], &shades.upright[at],
                     &shades.level[at], columns);
  }
  return shades;
}

Spans edges_twice(Spans spans) {
  for (std::vector<int>* ends : {&spans.first, &spans.past}) {
    ends->insert(ends->begin(), ends->front());
    ends->push_back(ends->back());
  }
  return spans;
}

[[gnu::always_inline]] inline void sum_of_two(const Level* __restrict a, const Level* __restrict b,
                                              Level* __restrict sums, int count) {
  HEADROOM_APART
  for (int i = 0; i < count; i++) sums[i] = static_cast<Level>(a[i] + b[i]);
}

[[gnu::always_inline]] inline void distance_of_two(const Level* __restrict a, const Level* __restrict b,
                                                   Level* __restrict distances, int count) {
  HEADROOM_APART
  for (int i = 0; i < count; i++) distances[i] = static_cast<Level>(4 * std::abs(a[i] - b[i]));
}

/// Four times the mean distance of luma from its surroundings' mean.
Levels contrast_of(const Levels& luma, const Levels& mean, int columns, int rows) {
  Levels distances(luma.size());
  wide<distance_of_two>(luma.data(), mean.data(), distances.data(), static_cast<int>(luma.size()));
  return blur(distances, columns, rows, surroundings);
}

/// The strength of edges around each cell.
Levels strength_of(const Shades& shades, int columns, int rows) {
  Levels both(shades.luma.size());
  wide<sum_of_two>(shades.upright.data(), shades.level.data(), both.data(), static_cast<int>(both.size()));
  return blur(both, columns, rows, surroundings);
}

[[gnu::always_inline]] inline void as_bytes(const Level* __restrict levels, std::uint8_t* __restrict out, int count) {
  HEADROOM_APART
  for (int i = 0; i < count; i++) out[i] = static_cast<std::uint8_t>(levels[i]);
}

[[gnu::always_inline]] inline void luma_channel(const Level* __restrict luma, const Level* __restrict mean,
                                                const Level* __restrict contrast, std::uint8_t* __restrict out,
                                                int count) {
  HEADROOM_APART
  for (int i = 0; i < count; i++)
    out[i] = byte(128 + ((160 * (luma[i] - mean[i]) * inverses[contrast[i] + 4 * least_contrast]) >> 16));
}

[[gnu::always_inline]] inline void edge_channel(const Level* __restrict edges, const Level* __restrict strength,
                                                std::uint8_t* __restrict out, int count) {
  HEADROOM_APART
  for (int i = 0; i < count; i++)
    out[i] = byte((128 * std::min<int>(edges[i], 255) * inverses[strength[i] + 8 * least_contrast]) >> 16);
}

[[gnu::always_inline]] inline void redness_channel(const Level* __restrict cr, const Level* __restrict mean,
                                                   std::uint8_t* __restrict out, int count) {
  HEADROOM_APART
  for (int i = 0; i < count; i++) out[i] = byte(128 + 4 * (cr[i] - mean[i]));
}

[[gnu::always_inline]] inline void split_row(const std::uint8_t* __restrict cells, std::uint8_t* __restrict even,
                                             std::uint8_t* __restrict odd, int pairs) {
  HEADROOM_APART
  for (int i = 0; i < pairs; i++) {
    even[i] = cells[2 * i];
    odd[i] = cells[2 * i + 1];
  }
}

/// Puts a channel's cells where the layout wants them.
void put(const std::vector<std::uint8_t>& cells, Channel channel, ChannelGrid& grid) {
  const Layout& layout = grid.layout;
  for (int row = 0; row < layout.rows; row++) {
    const std::uint8_t* in = &cells[static_cast<std::size_t>(row) * layout.columns];
    std::uint8_t* even = &grid.samples[layout.begin_of(channel, 0, row) + layout.place_of(0, row)];
    std::uint8_t* odd = &grid.samples[layout.begin_of(channel, 1, row) + layout.place_of(0, row)];
    wide<split_row>(in, even, odd, layout.columns / 2);
    if (layout.columns % 2 == 1) even[layout.columns / 2] = in[layout.columns - 1];
  }
}

}  // namespace

PreviewSums::PreviewSums(const SkinMap& map, const Image& preview)
    : size(preview.luma.size()),
      luma(preview.luma, size),
      colour({&map.score, &preview.cb, &preview.cr}, size) {}

ChannelGrid make_channels(const PreviewSums& sums, const GridPlace& place, const Layout& layout) {
  const int columns = layout.columns;
  const int rows = layout.rows;
  const int count = columns * rows;
  const auto [left, top, cell] = place;
  const Spans across(left, cell, columns, sums.size.width);
  const Spans down(top, cell, rows, sums.size.height);
  const auto [skin, cb, cr] = sums.colour.means(across, down);
  const Spans quarters_across = edges_twice(Spans(left, cell / 2, 2 * columns, sums.size.width));
  const Spans quarters_down(top, cell / 2, 2 * rows, sums.size.height);
  const Shades shades = shades_of(sums.luma.means(quarters_across, quarters_down), columns, rows);
  const Levels luma_mean = blur(shades.luma, columns, rows, surroundings);
  const Levels strength = strength_of(shades, columns, rows);

  ChannelGrid grid{place, layout, std::vector<std::uint8_t>(layout.bytes())};
  std::vector<std::uint8_t> cells(count);
  const auto put_bytes = [&](const Levels& levels, Channel channel) {
    wide<as_bytes>(levels.data(), cells.data(), count);
    put(cells, channel, grid);
  };
  put_bytes(skin, channel_skin);
  put_bytes(blur(skin, columns, rows, 2), channel_skin_round);
  put_bytes(cb, channel_cb);
  put_bytes(cr, channel_cr);
  wide<luma_channel>(shades.luma.data(), luma_mean.data(), contrast_of(shades.luma, luma_mean, columns, rows).data(),
                     cells.data(), count);
  put(cells, channel_luma, grid);
  wide<edge_channel>(shades.upright.data(), strength.data(), cells.data(), count);
  put(cells, channel_upright, grid);
  wide<edge_channel>(shades.level.data(), strength.data(), cells.data(), count);
  put(cells, channel_level, grid);
  wide<redness_channel>(cr.data(), blur(cr, columns, rows, surroundings).data(), cells.data(), count);
  put(cells, channel_redness, grid);
  return grid;
}

}  // namespace headroom::crop
