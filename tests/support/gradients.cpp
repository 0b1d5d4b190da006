#include "support/gradients.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace headroom::test {
namespace {

/// Where stored row and column lie in the upright photo [CIPA DC-008, tag 274: what row 0 and column 0 show].
std::pair<int, int> upright_place(int row, int column, int orientation, Size upright) {
  const int right = upright.width - 1;
  const int bottom = upright.height - 1;
  switch (orientation) {
    case 2:
      return {right - column, row};  // top, right
    case 3:
      return {right - column, bottom - row};  // bottom, right
    case 4:
      return {column, bottom - row};  // bottom, left
    case 5:
      return {row, column};  // left, top
    case 6:
      return {right - row, column};  // right, top
    case 7:
      return {right - row, bottom - column};  // right, bottom
    case 8:
      return {row, bottom - column};  // left, bottom
    default:
      return {column, row};
  }
}

Plane stored_as(const Plane& upright, int orientation) {
  if (upright.empty()) return {};
  const bool turned = orientation >= 5 && orientation <= 8;
  Plane stored(turned ? Size{upright.height(), upright.width()} : upright.size());
  for (int row = 0; row < stored.height(); row++)
    for (int column = 0; column < stored.width(); column++) {
      const auto [x, y] = upright_place(row, column, orientation, upright.size());
      stored.row(row)[column] = upright.row(y)[x];
    }
  return stored;
}

}  // namespace

double gradient_at(int plane, double x, double y, Size size) {
  const double across = x / size.width;
  const double down = y / size.height;
  if (plane == 0) return 40 + 80 * across + 90 * down;
  return plane == 1 ? 70 + 110 * across : 190 - 110 * down;
}

Image drawn(Size size, const std::function<double(int plane, double x, double y)>& level) {
  Image image{Plane(size), Plane(size), Plane(size)};
  for (int i = 0; i < 3; i++)
    for (int y = 0; y < size.height; y++)
      for (int x = 0; x < size.width; x++)
        image.planes()[static_cast<std::size_t>(i)]->row(y)[x] =
            static_cast<Byte>(std::lround(level(i, x + 0.5, y + 0.5)));
  return image;
}

Image gradient(Size size) {
  return drawn(size, [size](int plane, double x, double y) { return gradient_at(plane, x, y, size); });
}

Deviation deviation(const Plane& plane, int plane_number, Size photo) {
  constexpr double rounding = 1e-9;
  const auto inside = [&](Axis axis, int sample, int extent) {
    return axis.origin + sample * axis.step > -rounding && axis.origin + (sample + 1) * axis.step < extent + rounding;
  };
  Deviation found;
  for (int y = 0; y < plane.height(); y++)
    for (int x = 0; x < plane.width(); x++) {
      if (!inside(plane.across, x, photo.width) || !inside(plane.down, y, photo.height)) continue;
      const double expected = gradient_at(plane_number, plane.across.origin + (x + 0.5) * plane.across.step,
                                          plane.down.origin + (y + 0.5) * plane.down.step, photo);
      const double difference = plane.row(y)[x] - expected;
      found.mean += difference;
      found.most = std::max(found.most, std::abs(difference));
      found.samples++;
    }
  found.mean /= std::max(found.samples, 1);
  return found;
}

Image stored_as(const Image& upright, int orientation) {
  return {stored_as(upright.luma, orientation), stored_as(upright.cb, orientation), stored_as(upright.cr, orientation)};
}

double psnr(const Plane& one, const Plane& other) {
  double squares = 0;
  for (int y = 0; y < one.height(); y++)
    for (int x = 0; x < one.width(); x++) {
      const double difference = one.row(y)[x] - other.row(y)[x];
      squares += difference * difference;
    }
  if (squares == 0) return 99;
  return 10 * std::log10(255.0 * 255.0 * static_cast<double>(one.size().pixels()) / squares);
}

}  // namespace headroom::test
