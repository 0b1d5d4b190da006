#include "crop/shrink_area.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <vector>

namespace headroom::crop {
namespace {

constexpr int whole = 1 << 15;
constexpr int lanes = 8;  // sums of products that even the oldest 64-bit processors make at once

/// The samples along one side that each sample of the smaller picture is the mean of, with the share that each has, in
/// 1/32768.
struct Spans {
  std::vector<int> first, used;       // the first sample, and how many
  int room = 0;                       // for weights of each, a multiple of `lanes`; those not used are zero
  std::vector<std::int16_t> weights;  // [span][room]

  const std::int16_t* of(int i) const { return weights.data() + std::ptrdiff_t{i} * room; }
};

Spans spans(int length, int count) {
  Spans all;
  all.room = ((length + count - 1) / count + 1 + lanes - 1) / lanes * lanes;
  all.weights.resize(static_cast<std::size_t>(count) * all.room);
  // In units of 1/count of a sample, so that edges are whole numbers.
  const auto share = [&](std::int64_t covered) { return static_cast<int>((covered * whole + length / 2) / length); };
  for (int i = 0; i < count; i++) {
    const int left = i * length, right = left + length, first = left / count, end = (right + count - 1) / count;
    for (int at = first, before = 0; at < end; at++) {
      const int until = share(std::min(right, (at + 1) * count) - left);  // rounded here, so that no share is lost
      all.weights[static_cast<std::size_t>(i * all.room + at - first)] =
          static_cast<std::int16_t>(std::min(until - before, whole - 1));
      before = until;
    }
    all.first.push_back(first);
    all.used.push_back(end - first);
  }
  return all;
}

// The high half of a product of unsigned 16-bit numbers is one instruction, and g++ finds it in this shape.
void add_row(const Byte* __restrict from, std::uint16_t weight, std::int16_t* __restrict sums, int width) {
  for (int x = 0; x < width; x++) {
    const auto sample = static_cast<std::uint16_t>(from[x] << 8);
    sums[x] = static_cast<std::int16_t>(sums[x] + static_cast<std::uint16_t>(std::uint32_t{sample} * weight >> 16));
  }
}

/// Means over the rows of span i, in 1/128 of a level.
void mean_row(const Plane& plane, Rect part, const Spans& rows, int i, std::vector<std::int16_t>& means) {
  const int lost = rows.used[i] / 2;  // a product loses half on average
  std::fill_n(means.begin(), part.width, static_cast<std::int16_t>(std::min(lost, 127)));
  for (int row = 0; row < rows.used[i]; row++)
    add_row(plane.row(part.y + rows.first[i] + row) + part.x, static_cast<std::uint16_t>(rows.of(i)[row]), means.data(),
            part.width);
}

int sum_of_products(const std::int16_t* one, const std::int16_t* other, int count) {
  int sum = 0;
  for (int i = 0; i < count / lanes * lanes; i++) sum += one[i] * other[i];
  return sum;
}

void shrink_row(const std::vector<std::int16_t>& means, const Spans& columns, Byte* out, int width) {
  for (int x = 0; x < width; x++) {
    const int mean = sum_of_products(&means[columns.first[x]], columns.of(x), columns.room);  // 1/128 by 1/32768
    out[x] = static_cast<Byte>((mean + (1 << 21)) >> 22);
  }
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
    const Spans columns = spans(part.width, to.width), rows = spans(part.height, to.height);
    std::vector<std::int16_t> means(static_cast<std::size_t>(part.width + columns.room));  // with room to read beyond
    for (int y = 0; y < to.height; y++) {
      mean_row(plane, part, rows, y, means);
      shrink_row(means, columns, small.row(y), to.width);
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

Image shrink_to(const Image& picture, int long_side) {
  const Size size = picture.luma.size();
  const int factor = std::max(1, (size.long_side() + long_side - 1) / long_side);
  const Size to{std::max(1, size.width / factor), std::max(1, size.height / factor)};
  const Rect part{0, 0, std::min(size.width, to.width * factor), std::min(size.height, to.height * factor)};
  return shrink_area(picture, part, to);
}

}  // namespace headroom::crop
