#pragma once

#include <memory>

#include "crop/layout.h"
#include "crop/skin_map.h"
#include "crop/summed_area.h"

namespace headroom::crop {

/// Cells to each side that a cell is compared with; a head is twelve cells high.
constexpr int surroundings = 4;

/// Positions and lengths in preview pixels are in 1/256.
constexpr int subpixel = 256;

/// Where a grid lies in a preview: the first cell's upper left corner and the side of a cell, an even number.
struct GridPlace {
  int x;
  int y;
  int cell;
};

/// Cells of a preview; cells outside the preview repeat its edge. Positions of windows are left to those who know them.
struct ChannelGrid {
  GridPlace place;
  Layout layout;
  std::unique_ptr<Byte[]> samples;

  Byte* positions(Position position) const { return &samples[layout.begin_of_position(position)]; }

  /// column, row: even
  View view(int column, int row) const { return {&samples[layout.place_of(column, row)], layout}; }
};

/// A preview ready to be cut into cells of any size.
struct PreviewSums {
  PreviewSums(const SkinMap& map, const Image& preview);

  Size size;
  SummedArea luma;
  SummedAreas colour;  // skin, cb, cr
};

/// Makes grids of one preview, in room that it keeps from grid to grid.
class ChannelMaker {
 public:
  explicit ChannelMaker(const PreviewSums& sums) : sums_(sums) {}

  Size preview() const { return sums_.size; }
  ChannelGrid make(const GridPlace& place, const Layout& layout);

 private:
  struct Room {
    Levels skin, cb, cr, quarters;  // means
    Levels luma, upright, level;    // what quarters tell; strengths of edges are sums of four
    Levels sums_down, edges, distance;
    Levels skin_round, cr_mean, luma_mean, contrast, strength;
    Bytes bytes;
  };

  void find_means(const GridPlace& place, int columns, int rows);
  void find_shades(int blocks, int rows);
  void find_surroundings(int columns, int rows);
  void put_channels(ChannelGrid& grid);

  const PreviewSums& sums_;
  Room room_;
};

}  // namespace headroom::crop
