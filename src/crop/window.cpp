#include "crop/window.h"

#include <algorithm>

namespace headroom::crop {
namespace {

constexpr int margin = 2 * surroundings;  // cells; a contrast is a mean of distances from a mean
constexpr Layout layout(view_columns + 2 * margin, view_rows + 2 * margin);

}  // namespace

Positions positions_of(const Window& window, Size preview) {
  const auto distance = [&](int length) {
    return static_cast<std::uint8_t>(std::clamp(64 + 4 * length / window.cell, 0, 255));
  };
  const auto share = [&](int side) {
    return static_cast<std::uint8_t>(std::clamp(window.cell * head_rows / (2 * side), 0, 255));
  };
  return {distance(window.x),         distance(preview.width * subpixel - window.x - window.cell * head_columns),
          distance(window.y),         distance(preview.height * subpixel - window.y - window.cell * head_rows),
          share(preview.long_side()), share(preview.short_side())};
}

ChannelGrid cells_around(ChannelMaker& maker, const Window& window) {
  const int beyond_left = (view_left + margin) * window.cell;
  const int beyond_top = (view_top + margin) * window.cell;
  ChannelGrid cells = maker.make({window.x - beyond_left, window.y - beyond_top, window.cell}, layout);
  const Positions positions = positions_of(window, maker.preview());
  for (int i = 0; i < position_count; i++)
    cells.positions(static_cast<Position>(i))[layout.place_of(margin, margin)] = positions[i];
  return cells;
}

View view_of(const ChannelGrid& cells_around) { return cells_around.view(margin, margin); }

}  // namespace headroom::crop
