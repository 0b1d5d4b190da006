#pragma once

#include <array>

#include "crop/channels.h"

namespace headroom::crop {

/// A head box that the finder tries: its upper left corner and a twelfth of its height, in 1/256 preview pixels.
struct Window {
  int x;
  int y;
  int cell;

  bool operator==(const Window&) const = default;
};

constexpr int head_rows = 12;    // cells a head box is high
constexpr int head_columns = 8;  // cells it is wide; labelled ones are 0.58 to 0.72 of their height

/// What is looked at around a window: some background left and right, hair above, neck and shoulders below.
constexpr int view_columns = 16;
constexpr int view_rows = 20;
constexpr int view_left = 4;  // columns left of the head box
constexpr int view_top = 3;   // rows above it
constexpr int view_features = view_columns * view_rows * channel_count;

/// Where a window lies in the photo; follows the channels in the numbering of features.
enum Position {
  position_left,
  position_right,
  position_top,
  position_bottom,
  position_of_long_side,
  position_of_short_side,
  position_count
};
using Positions = std::array<std::uint8_t, position_count>;

Positions positions_of(const Window& window, Size preview);

/// The features of one window: view_features cells, row by row with channels side by side, then its positions.
class View {
 public:
  /// `cells` is the view's first cell in a grid of `columns`.
  View(const std::uint8_t* cells, int columns, const Positions& positions)
      : cells_(cells), columns_(columns), positions_(positions) {}

  int feature(int index) const {
    if (index >= view_features) return positions_[index - view_features];
    const int row = index / (view_columns * channel_count);
    return cells_[index + row * (columns_ - view_columns) * channel_count];
  }

 private:
  const std::uint8_t* cells_;
  int columns_;
  Positions positions_;
};

/// The cells that `window` looks at, with enough around them that its contrasts are those of a larger grid.
ChannelGrid cells_around(const PreviewSums& sums, const Window& window);
View view_of(const ChannelGrid& cells_around, const Window& window, Size preview);

}  // namespace headroom::crop
