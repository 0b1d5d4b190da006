#include "crop/channels.h"

#include <algorithm>
#include <array>
#include <cstdlib>

#include "crop/blur.h"
#include "crop/wide.h"

namespace headroom::crop {
namespace {

constexpr int least_contrast = 3;  // levels; below, noise would be blown up to edges

/// 2^16 / n, rounded down: the quotient of floats is never rounded up to a whole number where n is under 2^8, and
/// processors divide several of them at once, which they cannot with whole numbers.
[[gnu::always_inline]] inline int inverse_of(int n) { return static_cast<int>(65536.0F / static_cast<float>(n)); }

[[gnu::always_inline]] inline Byte byte(int value) { return static_cast<Byte>(std::min(std::max(value, 0), 255)); }

[[gnu::always_inline]] inline Level apart(Level a, Level b) {
  return static_cast<Level>((a > b ? a : b) - (a > b ? b : a));
}

/// Sums over two rows of quarters, and over what differs around each of them: before and after, above and below.
[[gnu::always_inline]] inline void sum_down(const Level* __restrict above, const Level* __restrict upper,
                                            const Level* __restrict lower, const Level* __restrict below,
                                            Level* __restrict sums, Level* __restrict upright,
                                            Level* __restrict level, int count) {
  HEADROOM_APART
  for (int x = 0; x < count; x++) {
    sums[x] = static_cast<Level>(upper[x] + lower[x]);
    upright[x] = static_cast<Level>(apart(upper[x + 1], upper[x - 1]) + apart(lower[x + 1], lower[x - 1]));
    level[x] = static_cast<Level>(apart(lower[x], above[x]) + apart(below[x], upper[x]));
  }
}

/// Sums of pairs; of luma their mean.
[[gnu::always_inline]] inline void sum_across(const Level* __restrict sums, const Level* __restrict upright_sums,
                                              const Level* __restrict level_sums, Level* __restrict luma,
                                              Level* __restrict upright, Level* __restrict level,
                                              Level* __restrict edges, int count) {
  HEADROOM_APART
  for (int i = 0; i < count; i++) {
    luma[i] = static_cast<Level>((sums[2 * i] + sums[2 * i + 1] + 2) / 4);
    upright[i] = static_cast<Level>(upright_sums[2 * i] + upright_sums[2 * i + 1]);
    level[i] = static_cast<Level>(level_sums[2 * i] + level_sums[2 * i + 1]);
    edges[i] = static_cast<Level>(upright[i] + level[i]);
  }
}

[[gnu::always_inline]] inline void distances(const Level* __restrict a, const Level* __restrict b,
                                             Level* __restrict out, int count) {
  HEADROOM_APART
  for (int i = 0; i < count; i++) out[i] = apart(a[i], b[i]);
}

[[gnu::always_inline]] inline void as_bytes(const Level* __restrict levels, Byte* __restrict out, int count) {
  HEADROOM_APART
  for (int i = 0; i < count; i++) out[i] = static_cast<Byte>(levels[i]);
}

[[gnu::always_inline]] inline void luma_channel(const Level* __restrict luma, const Level* __restrict mean,
                                                const Level* __restrict contrast, Byte* __restrict out, int count) {
  HEADROOM_APART
  for (int i = 0; i < count; i++)
    out[i] = byte(128 + ((160 * (luma[i] - mean[i]) * inverse_of(contrast[i] + 4 * least_contrast)) >> 16));
}

[[gnu::always_inline]] inline void edge_channels(const Level* __restrict upright, const Level* __restrict level,
                                                 const Level* __restrict strength, Byte* __restrict upright_out,
                                                 Byte* __restrict level_out, int count) {
  HEADROOM_APART
  for (int i = 0; i < count; i++) {
    const int inverse = inverse_of(strength[i] + 8 * least_contrast);
    upright_out[i] = byte((128 * std::min<int>(upright[i], 255) * inverse) >> 16);
    level_out[i] = byte((128 * std::min<int>(level[i], 255) * inverse) >> 16);
  }
}

[[gnu::always_inline]] inline void redness_channel(const Level* __restrict cr, const Level* __restrict mean,
                                                   Byte* __restrict out, int count) {
  HEADROOM_APART
  for (int i = 0; i < count; i++) out[i] = byte(128 + 4 * (cr[i] - mean[i]));
}

[[gnu::always_inline]] inline void split(const Byte* __restrict cells, Byte* __restrict even, Byte* __restrict odd,
                                         int pairs) {
  HEADROOM_APART
  for (int i = 0; i < pairs; i++) {
    even[i] = cells[2 * i];
    odd[i] = cells[2 * i + 1];
  }
}

}  // namespace

PreviewSums::PreviewSums(const SkinMap& map, const Image& preview)
    : size(preview.luma.size()),
      luma(preview.luma, size),
      colour({&map.score, &preview.cb, &preview.cr}, size) {}

/// Rows of quarters have one more before and after them.
void ChannelMaker::find_means(const GridPlace& place, int columns, int rows) {
  const auto [left, top, cell] = place;
  sums_.colour.means(Spans(left, cell, columns, sums_.size.width), Spans(top, cell, rows, sums_.size.height),
                     {&room_.skin, &room_.cb, &room_.cr});
  sums_.luma.means(Spans(left, cell / 2, 2 * columns, sums_.size.width).ends_twice(),
                   Spans(top, cell / 2, 2 * rows, sums_.size.height), room_.quarters);
}

void ChannelMaker::find_shades(int columns, int rows) {
  const auto quarters_at = [&](int y) {
    return &room_.quarters[static_cast<std::size_t>(std::clamp(y, 0, 2 * rows - 1)) * (2 * columns + 2) + 1];
  };
  const std::size_t count = static_cast<std::size_t>(columns) * rows;
  for (Levels* levels : {&room_.luma, &room_.upright, &room_.level, &room_.edges}) levels->resize(count);
  Levels sums(2 * columns), upright(2 * columns), level(2 * columns);
  for (int row = 0; row < rows; row++) {
    const std::size_t at = static_cast<std::size_t>(row) * columns;
    wide<sum_down>(quarters_at(2 * row - 1), quarters_at(2 * row), quarters_at(2 * row + 1), quarters_at(2 * row + 2),
                   sums.data(), upright.data(), level.data(), 2 * columns);
    wide<sum_across>(sums.data(), upright.data(), level.data(), &room_.luma[at], &room_.upright[at], &room_.level[at],
                     &room_.edges[at], columns);
  }
}

void ChannelMaker::find_surroundings(int columns, int rows) {
  blur<2, std::uint16_t>(room_.skin, columns, rows, room_.skin_round);
  blur<surroundings, std::uint16_t>(room_.cr, columns, rows, room_.cr_mean);
  blur<surroundings, std::uint16_t>(room_.luma, columns, rows, room_.luma_mean);
  room_.distance.resize(room_.luma.size());
  wide<distances>(room_.luma.data(), room_.luma_mean.data(), room_.distance.data(), columns * rows);
  blur<surroundings, std::uint16_t>(room_.distance, columns, rows, room_.contrast, 4);
  blur<surroundings, unsigned>(room_.edges, columns, rows, room_.strength);
}

void ChannelMaker::put_row(int row, ChannelGrid& grid) const {
  const int columns = grid.layout.columns;
  const std::size_t at = static_cast<std::size_t>(row) * columns;
  std::vector<Byte> cells(static_cast<std::size_t>(channel_count) * columns);
  const auto out = [&](Channel channel) { return &cells[static_cast<std::size_t>(channel) * columns]; };
  wide<as_bytes>(&room_.skin[at], out(channel_skin), columns);
  wide<as_bytes>(&room_.skin_round[at], out(channel_skin_round), columns);
  wide<as_bytes>(&room_.cb[at], out(channel_cb), columns);
  wide<as_bytes>(&room_.cr[at], out(channel_cr), columns);
  wide<luma_channel>(&room_.luma[at], &room_.luma_mean[at], &room_.contrast[at], out(channel_luma), columns);
  wide<edge_channels>(&room_.upright[at], &room_.level[at], &room_.strength[at], out(channel_upright),
                      out(channel_level), columns);
  wide<redness_channel>(&room_.cr[at], &room_.cr_mean[at], out(channel_redness), columns);
  for (int channel = 0; channel < channel_count; channel++) {
    const Byte* in = out(static_cast<Channel>(channel));
    Byte* even = &grid.samples[grid.layout.begin_of(channel, 0, row) + grid.layout.place_of(0, row)];
    Byte* odd = &grid.samples[grid.layout.begin_of(channel, 1, row) + grid.layout.place_of(0, row)];
    wide<split>(in, even, odd, columns / 2);
    if (columns % 2 == 1) even[columns / 2] = in[columns - 1];
  }
}

ChannelGrid ChannelMaker::make(const GridPlace& place, const Layout& layout) {
  find_means(place, layout.columns, layout.rows);
  find_shades(layout.columns, layout.rows);
  find_surroundings(layout.columns, layout.rows);
  ChannelGrid grid{place, layout, std::vector<Byte>(layout.bytes())};
  for (int row = 0; row < layout.rows; row++) put_row(row, grid);
  return grid;
}

}  // namespace headroom::crop
