#include "crop/shrink_area.h"

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <vector>

namespace headroom::crop {
namespace {

/// The samples along one side that one sample of the smaller picture is the mean of, with the share that each has.
struct Span {
  int first;
  std::vector<float> weights;
};

std::vector<Span> spans(int begin, int length, int count) {
  std::vector<Span> all;
  all.reserve(static_cast<std::size_t>(count));
  for (int i = 0; i < count; i++) {
    // In units of 1/count of a sample, so that edges are whole numbers.
    const int left = i * length, right = left + length;
    Span span{begin + left / count, {}};
    for (int at = left / count; at * count < right; at++) {
      const int covered = std::min(right, (at + 1) * count) - std::max(left, at * count);
      span.weights.push_back(static_cast<float>(covered) / static_cast<float>(length));
    }
    all.push_back(std::move(span));
  }
  return all;
}

/// One row of means over the rows of a span.
void add_rows(const Plane& plane, const Span& rows, Rect part, std::vector<float>& sums) {
  std::ranges::fill(sums, 0.0F);
  for (std::size_t i = 0; i < rows.weights.size(); i++) {
    const Byte* from = plane.row(rows.first + static_cast<int>(i)) + part.x;
    const float weight = rows.weights[i];
    float* to = sums.data();
    for (int x = 0; x < part.width; x++) to[x] += weight * static_cast<float>(from[x]);
  }
}

float mean(const float* row, const Span& columns) {
  float sum = 0;
  for (std::size_t i = 0; i < columns.weights.size(); i++) sum += columns.weights[i] * row[columns.first + i];
  return sum;
}

/// Where the samples of a part that has been shrunk lie.
Axis shrunk(const Axis& axis, int first, int length, int count) {
  return {axis.origin + first * axis.step, axis.step * length / count};
}

Plane copy_of(const Plane& plane, Rect part) {
  Plane copy({part.width, part.height});
  for (int y = 0; y < part.height; y++) std::memcpy(copy.row(y), plane.row(part.y + y) + part.x, part.width);
  return copy;
}

}  // namespace

Plane shrink_area(const Plane& plane, Rect part, Size to) {
  Plane small;
  if (to == Size{part.width, part.height}) {
    small = copy_of(plane, part);
  } else {
    small = Plane(to);
    const std::vector<Span> columns = spans(0, part.width, to.width), rows = spans(part.y, part.height, to.height);
    std::vector<float> sums(static_cast<std::size_t>(part.width));
    for (int y = 0; y < to.height; y++) {
      add_rows(plane, rows[y], part, sums);
      for (int x = 0; x < to.width; x++) small.row(y)[x] = static_cast<Byte>(mean(sums.data(), columns[x]) + 0.5F);
    }
  }
  small.across = shrunk(plane.across, part.x, part.width, to.width);
  small.down = shrunk(plane.down, part.y, part.height, to.height);
  return small;
}

Image shrink_area(const Image& picture, Rect part, Size to) {
  Image small{shrink_area(picture.luma, part, to), {}, {}};
  if (picture.grey()) return small;
  small.cb = shrink_area(picture.cb, part, to);
  small.cr = shrink_area(picture.cr, part, to);
  return small;
}

Image shrink_to(Image picture, int long_side) {
  const Size size = picture.luma.size();
  const int factor = (size.long_side() + long_side - 1) / long_side;
  if (factor <= 1) return picture;
  const Size to{std::max(1, size.width / factor), std::max(1, size.height / factor)};
  const Rect part{0, 0, std::min(size.width, to.width * factor), std::min(size.height, to.height * factor)};
  return shrink_area(picture, part, to);
}

}  // namespace headroom::crop
