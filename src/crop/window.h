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

using Positions = std::array<std::uint8_t, position_count>;

Positions positions_of(const Window& window, Size preview);

/// The cells that `window` looks at, with enough around them that its contrasts are those of a larger grid; and its
/// positions.
ChannelGrid cells_around(ChannelMaker& maker, const Window& window);
View view_of(const ChannelGrid& cells_around);

}  // namespace headroom::crop
