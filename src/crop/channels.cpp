#include "crop/channels.h"

#include <algorithm>
#include <array>
#include <cstdlib>

#include "crop/blur.h"
#include "crop/wide.h"

namespace headroom::crop {
namespace {

constexpr int least_contrast = 3;  // levels; below, noise would be blown up to edges

/// 2^16 / n, rounded down, as whole numbers are divided; but of floats processors divide several at once.
[[gnu::always_inline]] constexpr int inverse_of(int n) { return static_cast<int>(65536.0F / static_cast<float>(n)); }

constexpr int largest_divisor = 8 * 255 + 8 * least_contrast;  // strengths of edges reach 8 * 255
static_assert([] {
  for (int n = 1; n <= largest_divisor; n++)
    if (inverse_of(n) != (1 << 16) / n) return false;
  return true;
}());

[[gnu::always_inline]] inline Byte byte(int value) { return static_cast<Byte>(std::min(std::max(value, 0), 255)); }

[[gnu::always_inline]] inline Level apart(Level a, Level b) {
  return static_cast<Level>((a > b ? a : b) - (a > b ? b : a));
}

/// Two rows of quarters and those above and below them, in rows that begin and end with one quarter more.
struct QuarterRows {
  const Level* __restrict above;
  const Level* __restrict upper;
  const Level* __restrict lower;
  const Level* __restrict below;

  [[gnu::always_inline]] QuarterRows(const Level* quarters, int row, int columns, int rows) {
    const auto at = [&](int y) {
      return quarters + static_cast<std::ptrdiff_t>(std::clamp(y, 0, 2 * rows - 1)) * (2 * columns + 2) + 1;
    };
    above = at(2 * row - 1);
    upper = at(2 * row);
    lower = at(2 * row + 1);
    below = at(2 * row + 2);
  }
};

/// Luma and its edges; a row of each.
struct Shades {
  Level* luma;
  Level* upright;
  Level* level;
};

/// Sums over two rows of quarters, and over what differs around each of them: before and after, above and below.
[[gnu::always_inline]] inline void sum_down(const QuarterRows& rows, Level* __restrict luma, Level* __restrict upright,
                                            Level* __restrict level, int count) {
  HEADROOM_APART
  for (int x = 0; x < count; x++) {
    luma[x] = static_cast<Level>(rows.upper[x] + rows.lower[x]);
    upright[x] =
        static_cast<Level>(apart(rows.upper[x + 1], rows.upper[x - 1]) + apart(rows.lower[x + 1], rows.lower[x - 1]));
    level[x] = static_cast<Level>(apart(rows.lower[x], rows.above[x]) + apart(rows.below[x], rows.upper[x]));
  }
}

/// Sums of pairs.
[[gnu::always_inline]] inline void sum_across(const Level* __restrict in, Level* __restrict sums, int count) {
  HEADROOM_APART
  for (int i = 0; i < count; i++) sums[i] = static_cast<Level>(in[2 * i] + in[2 * i + 1]);
}

[[gnu::always_inline]] inline void shades_of(const Level* quarters, const Shades& shades, Level* sums, int blocks,
                                             int rows) {
  const int columns = blocks * cells_of_a_block;
  Shades down{};
  down.luma = sums;
  down.upright = sums + 2 * columns;
  down.level = sums + 4 * columns;
  for (int row = 0; row < rows; row++) {
    const std::ptrdiff_t at = static_cast<std::ptrdiff_t>(row) * columns;
    sum_down(QuarterRows(quarters, row, columns, rows), down.luma, down.upright, down.level, 2 * columns);
    sum_across(down.luma, shades.luma + at, columns);
    sum_across(down.upright, shades.upright + at, columns);
    sum_across(down.level, shades.level + at, columns);
  }
}

/// Luma comes as a sum of four.
[[gnu::always_inline]] inline void finish_shades(Level* __restrict luma, const Level* __restrict upright,
                                                 const Level* __restrict level, Level* __restrict edges, int blocks) {
  HEADROOM_APART
  for (int i = 0; i < blocks * cells_of_a_block; i++) {
    luma[i] = static_cast<Level>((luma[i] + 2) >> 2);
    edges[i] = static_cast<Level>(upright[i] + level[i]);
  }
}

[[gnu::always_inline]] inline void distances(const Level* __restrict a, const Level* __restrict b,
                                             Level* __restrict out, int blocks) {
  HEADROOM_APART
  for (int i = 0; i < blocks * cells_of_a_block; i++) out[i] = apart(a[i], b[i]);
}

[[gnu::always_inline]] inline void as_bytes(const Level* __restrict levels, Byte* __restrict out, int blocks) {
  HEADROOM_APART
  for (int i = 0; i < blocks * cells_of_a_block; i++) out[i] = static_cast<Byte>(levels[i]);
}

[[gnu::always_inline]] inline void luma_channel(const Level* __restrict luma, const Level* __restrict mean,
                                                const Level* __restrict contrast, Byte* __restrict out, int blocks) {
  HEADROOM_APART
  for (int i = 0; i < blocks * cells_of_a_block; i++)
    out[i] = byte(128 + ((160 * (luma[i] - mean[i]) * inverse_of(contrast[i] + 4 * least_contrast)) >> 16));
}

[[gnu::always_inline]] inline void edge_channels(const Level* __restrict upright, const Level* __restrict level,
                                                 const Level* __restrict strength, Byte* __restrict upright_out,
                                                 Byte* __restrict level_out, int blocks) {
  HEADROOM_APART
  for (int i = 0; i < blocks * cells_of_a_block; i++) {
    const int inverse = inverse_of(strength[i] + 8 * least_contrast);
    upright_out[i] = byte((128 * std::min<int>(upright[i], 255) * inverse) >> 16);
    level_out[i] = byte((128 * std::min<int>(level[i], 255) * inverse) >> 16);
  }
}

[[gnu::always_inline]] inline void redness_channel(const Level* __restrict cr, const Level* __restrict mean,
                                                   Byte* __restrict out, int blocks) {
  HEADROOM_APART
  for (int i = 0; i < blocks * cells_of_a_block; i++) out[i] = byte(128 + 4 * (cr[i] - mean[i]));
}

[[gnu::always_inline]] inline void split(const Byte* __restrict cells, Byte* __restrict even, Byte* __restrict odd,
                                         int pairs) {
  HEADROOM_APART
  for (int i = 0; i < pairs; i++) {
    even[i] = cells[2 * i];
    odd[i] = cells[2 * i + 1];
  }
}

/// One channel's cells put where the layout wants them.
[[gnu::always_inline]] inline void put(const Byte* cells, Byte* out, int blocks, int rows, int quarter) {
  const int pairs = blocks * (cells_of_a_block / 2);
  for (int row = 0; row < rows; row++) {
    Byte* even = out + row % 2 * 2 * quarter + row / 2 * pairs;
    split(cells + static_cast<std::ptrdiff_t>(row) * 2 * pairs, even, even + quarter, pairs);
  }
}

}  // namespace

PreviewSums::PreviewSums(const SkinMap& map, const Image& preview)
    : size(preview.luma.size()), luma(preview.luma, size), colour({&map.score, &preview.cb, &preview.cr}, size) {}

/// Rows of quarters have one more before and after them.
void ChannelMaker::find_means(const GridPlace& place, int columns, int rows) {
  const auto [left, top, cell] = place;
  sums_.colour.means(Spans(left, cell, columns, sums_.size.width), Spans(top, cell, rows, sums_.size.height),
                     {&room_.skin, &room_.cb, &room_.cr});
  sums_.luma.means(Spans(left, cell / 2, 2 * columns, sums_.size.width).ends_twice(),
                   Spans(top, cell / 2, 2 * rows, sums_.size.height), room_.quarters);
}

void ChannelMaker::find_shades(int blocks, int rows) {
  const std::size_t columns = static_cast<std::size_t>(blocks) * cells_of_a_block;
  for (Levels* levels : {&room_.luma, &room_.upright, &room_.level, &room_.edges}) levels->resize(columns * rows);
  room_.sums_down.resize(6 * columns);
  wide<shades_of>(room_.quarters.data(), Shades{room_.luma.data(), room_.upright.data(), room_.level.data()},
                  room_.sums_down.data(), blocks, rows);
  wide<finish_shades>(room_.luma.data(), room_.upright.data(), room_.level.data(), room_.edges.data(), blocks * rows);
}

void ChannelMaker::find_surroundings(int columns, int rows) {
  blur<2, std::uint16_t>(room_.skin, columns, rows, room_.skin_round);
  blur<surroundings, std::uint16_t>(room_.cr, columns, rows, room_.cr_mean);
  blur<surroundings, std::uint16_t>(room_.luma, columns, rows, room_.luma_mean);
  room_.distance.resize(room_.luma.size());
  wide<distances>(room_.luma.data(), room_.luma_mean.data(), room_.distance.data(), columns * rows / cells_of_a_block);
  blur<surroundings, std::uint16_t>(room_.distance, columns, rows, room_.contrast, 4);
  blur<surroundings, unsigned>(room_.edges, columns, rows, room_.strength);
}

void ChannelMaker::put_channels(ChannelGrid& grid) {
  const Layout& layout = grid.layout;
  const int across = layout.columns / cells_of_a_block;
  const int blocks = across * layout.rows;
  room_.bytes.resize(2 * room_.skin.size());
  Byte* cells = room_.bytes.data();
  Byte* more_cells = cells + room_.skin.size();
  const auto put_cells = [&](const Byte* from, Channel channel) {
    wide<put>(from, &grid.samples[layout.begin_of(channel, 0, 0)], across, layout.rows, layout.quarter);
  };
  const auto put_levels = [&](const Levels& levels, Channel channel) {
    wide<as_bytes>(levels.data(), cells, blocks);
    put_cells(cells, channel);
  };
  put_levels(room_.skin, channel_skin);
  put_levels(room_.skin_round, channel_skin_round);
  put_levels(room_.cb, channel_cb);
  put_levels(room_.cr, channel_cr);
  wide<luma_channel>(room_.luma.data(), room_.luma_mean.data(), room_.contrast.data(), cells, blocks);
  put_cells(cells, channel_luma);
  wide<edge_channels>(room_.upright.data(), room_.level.data(), room_.strength.data(), cells, more_cells, blocks);
  put_cells(cells, channel_upright);
  put_cells(more_cells, channel_level);
  wide<redness_channel>(room_.cr.data(), room_.cr_mean.data(), cells, blocks);
  put_cells(cells, channel_redness);
}

ChannelGrid ChannelMaker::make(const GridPlace& place, const Layout& layout) {
  find_means(place, layout.columns, layout.rows);
  find_shades(layout.columns / cells_of_a_block, layout.rows);
  find_surroundings(layout.columns, layout.rows);
  ChannelGrid grid{place, layout, std::unique_ptr<Byte[]>(new Byte[layout.bytes()])};
  put_channels(grid);
  return grid;
}

}  // namespace headroom::crop
