#pragma once

#include <vector>

#include "base/image.h"

namespace headroom::crop {

/// One whole number per cell of a grid, row by row.
using Cells = std::vector<int>;

/// A rectangle of a plane in 1/256 samples, inside it and not empty.
struct Part {
  int x;
  int y;
  int width;
  int height;
};

constexpr int parts_of_a_level = 16;  // means are finer than samples: rounding would look like noise

/// Means of the `columns` x `rows` equal cells that a part of a plane is cut into, row by row, in sixteenths of a
/// level. A sample counts by the share of it that lies in the cell, so no grid beats against the samples.
Cells cell_means(const Plane& plane, const Part& part, int columns, int rows);

/// Means over the (2 * radius + 1)^2 cells around each, half up; edges repeat. Of any grid and any numbers; crop/blur.h
/// is the finder's, which has no time to lose.
Cells blur(const Cells& cells, int columns, int rows, int radius);

}  // namespace headroom::crop
