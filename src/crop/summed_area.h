#pragma once

#include <span>
#include <vector>

#include "base/image.h"

namespace headroom::crop {

/// Consecutive spans of whole pixels along one side of a plane, none empty; outside the plane the edge pixel repeats.
struct Spans {
  /// count spans of `step` 1/256 pixels, the first starting at `start`, on a side of `length` pixels.
  Spans(int start, int step, int count, int length);

  int count() const { return static_cast<int>(first.size()); }
  int extent(int i) const { return past[i] - first[i]; }

  std::vector<int> first;
  std::vector<int> past;
};

/// A plane as sums over all rectangles that start in its upper left corner: the sum over any rectangle in four reads.
class SummedArea {
 public:
  /// An empty plane counts as neutral chroma.
  SummedArea(const Plane& plane, Size size);

  /// Means of the rectangles that columns and rows of spans make, row by row, 0..255.
  std::vector<int> means(const Spans& columns, const Spans& rows) const;

 private:
  const int* row(int y) const { return &sums_[static_cast<std::size_t>(y) * (width_ + 1)]; }

  int width_;
  int height_;
  std::vector<int> sums_;  // (width + 1) * (height + 1); 255 * 2896 * 2896 still fits
};

}  // namespace headroom::crop
