#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <vector>

#include "base/image.h"
#include "crop/blur.h"

namespace headroom::crop {

/// Consecutive spans of whole pixels along one side of a plane, none empty; outside the plane the edge pixel repeats.
struct Spans {
  /// count spans of `step` 1/256 pixels, the first starting at `start`, on a side of `length` pixels.
  Spans(int start, int step, int count, int length);

  int count() const { return static_cast<int>(first.size()); }
  int extent(int i) const { return past[i] - first[i]; }

  /// With the first and the last span once more.
  Spans ends_twice() const;

  std::vector<int> first;
  std::vector<int> past;
};

/// Planes of one size as sums over all rectangles that start in their upper left corner: the sum over any rectangle in
/// four reads. An empty plane counts as neutral chroma.
class SummedArea {
 public:
  SummedArea(const Plane& plane, Size size);

  /// Means of the rectangles that columns and rows of spans make, row by row, 0..255.
  void means(const Spans& columns, const Spans& rows, Levels& means) const;

 private:
  const unsigned* row(int y) const { return &sums_[static_cast<std::size_t>(y) * (width_ + 1)]; }

  int width_;
  std::unique_ptr<unsigned[]> sums_;  // (width + 1) * (height + 1); 255 * 2896 * 2896 still fits
};

/// The same of three planes side by side: one read serves all.
class SummedAreas {
 public:
  using Planes = std::array<const Plane*, 3>;
  using Four = unsigned __attribute__((vector_size(16)));  // the last one is unused

  SummedAreas(const Planes& planes, Size size);

  void means(const Spans& columns, const Spans& rows, const std::array<Levels*, 3>& means) const;

 private:
  const Four* row(int y) const { return &sums_[static_cast<std::size_t>(y) * (width_ + 1)]; }

  int width_;
  std::unique_ptr<Four[]> sums_;
};

}  // namespace headroom::crop
