#pragma once

#include <cstdint>
#include <vector>

#include "crop/skin_map.h"
#include "crop/summed_area.h"

namespace headroom::crop {

/// Cells to each side that a cell is compared with; a head is twelve cells high.
constexpr int surroundings = 4;

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

/// Positions and lengths in preview pixels are in 1/256.
constexpr int subpixel = 256;

/// Where a grid lies in a preview: the first cell's upper left corner and the side of a cell, an even number.
struct GridPlace {
  int x;
  int y;
  int cell;
  int columns;
  int rows;
};

/// Cells of a preview, channels side by side; cells outside the preview repeat its edge.
struct ChannelGrid {
  GridPlace place;
  std::vector<std::uint8_t> samples;  // rows * columns * channel_count

  const std::uint8_t* at(int column, int row) const {
    return &samples[(static_cast<std::size_t>(row) * place.columns + column) * channel_count];
  }
};

/// A preview ready to be cut into cells of any size.
struct PreviewSums {
  PreviewSums(const SkinMap& map, const Image& preview);

  Size size;
  SummedArea skin;
  SummedArea luma;
  SummedArea cb;
  SummedArea cr;
};

ChannelGrid make_channels(const PreviewSums& sums, const GridPlace& place);

}  // namespace headroom::crop
