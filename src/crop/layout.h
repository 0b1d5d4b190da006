#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace headroom::crop {

/// What the finder looks at, per cell of a grid; each 0..255.
enum Channel {
  channel_skin,        // mean skin score
  channel_skin_round,  // the same over 5 x 5 cells
  channel_luma,        // luma against its surroundings' mean, in units of their contrast; 128 is the mean
  channel_upright,     // strength of upright edges (across), against the mean strength of edges around; 64 is the mean
  channel_level,       // strength of level edges (brows, eyes, mouth), likewise
  channel_cb,
  channel_cr,
  channel_redness,  // cr against its surroundings' mean; 128 is the mean
  channel_count
};

/// Where a window lies in the photo.
enum Position {
  position_left,
  position_right,
  position_top,
  position_bottom,
  position_of_long_side,
  position_of_short_side,
  position_count
};

/// What is looked at around a window: some background left and right, hair above, neck and shoulders below.
constexpr int view_columns = 16;
constexpr int view_rows = 20;
constexpr int view_left = 4;  // columns left of the head box
constexpr int view_top = 3;   // rows above it

/// Features of a window are numbered: cells row by row with channels side by side, then its positions.
constexpr int view_features = view_columns * view_rows * channel_count;
constexpr int feature_count = view_features + position_count;

/// How a grid's samples lie in memory: channel by channel, in each first the even columns of the even rows, row by row,
/// then their odd columns, then the odd rows likewise. One feature of all windows that are two cells apart is then one
/// run of bytes, of which a processor compares many at once. After the channels come the positions, a byte per
/// window.
struct Layout {
  constexpr Layout(int column_count, int row_count)
      : columns(column_count),
        rows(row_count),
        across((column_count + 1) / 2),
        quarter(across * ((row_count + 1) / 2)) {
    int* out = offsets.data();
    for (int row = 0; row < view_rows; row++)
      for (int column = 0; column < view_columns; column++) {
        const int first = begin_of(0, column, row) + place_of(column, row);
        for (int channel = 0; channel < channel_count; channel++) *out++ = first + 4 * channel * quarter;
      }
    for (int i = 0; i < position_count; i++) offsets[view_features + i] = begin_of_position(i);
  }

  /// Where samples of a channel begin that share a cell's evenness, and which of them the cell has.
  constexpr int begin_of(int channel, int column, int row) const {
    return (4 * channel + 2 * (row % 2) + column % 2) * quarter;
  }
  constexpr int place_of(int column, int row) const { return row / 2 * across + column / 2; }
  constexpr int begin_of_position(int position) const { return (4 * channel_count + position) * quarter; }
  constexpr int bytes() const { return begin_of_position(position_count); }

  int columns;
  int rows;
  int across;                                // samples from row to row, every second cell
  int quarter;                               // samples of every second cell in every second row
  std::array<int, feature_count> offsets{};  // of a window's features from its first sample
};

/// The features of one window.
class View {
 public:
  /// first: the view's first sample, which lies in an even row and column
  View(const std::uint8_t* first, const Layout& layout) : first_(first), offsets_(layout.offsets.data()) {}

  int feature(int index) const { return first_[offsets_[index]]; }

 private:
  const std::uint8_t* first_;
  const int* offsets_;
};

}  // namespace headroom::crop
