#include "crop/framing.h"

#include <algorithm>
#include <cmath>

namespace headroom::crop {
namespace {

constexpr double share_above_head = 0.25;  // of the free height; eyes then stand at 43 % from the top with margin 25
constexpr double share_above_middle = 0.5;

int rounded(double value) { return static_cast<int>(std::floor(value + 0.5)); }

Rect shifted_inside(double x, double y, Size crop, Size photo) {
  const double right_most = photo.width - crop.width;
  const double lowest = photo.height - crop.height;
  return {rounded(std::clamp(x, 0.0, right_most)), rounded(std::clamp(y, 0.0, lowest)), crop.width, crop.height};
}

Rect square_of_side(int side, const Box& head, Size photo) {
  const double x = head.x + head.width / 2 - side / 2.0;
  const double y = head.y - (side - head.height) * share_above_head;
  return shifted_inside(x, y, {side, side}, photo);
}

}  // namespace

Rect square_around(const Box& head, Size photo, int least_side, int margin) {
  const double wanted = std::max(head.height * (1 + 2 * margin / 100.0), static_cast<double>(least_side));
  const double side = std::min(wanted, static_cast<double>(photo.short_side()));
  return square_of_side(std::max(1, rounded(side)), head, photo);
}

Rect aligned_square(const Box& head, Size photo) { return square_of_side(photo.short_side(), head, photo); }

Rect centre_square(Size photo) {
  const int side = photo.short_side();
  return {(photo.width - side) / 2, (photo.height - side) / 2, side, side};
}

Rect grown_to_aspect(const Rect& square, Size photo, Size output, Anchor anchor) {
  if (output.width == output.height) return square;
  const double grown = static_cast<double>(square.width) / output.short_side();
  const double fitting = std::min(static_cast<double>(photo.width) / output.width,  //
                                  static_cast<double>(photo.height) / output.height);
  const double scale = std::min(grown, fitting);
  const Size size{std::clamp(rounded(output.width * scale), 1, photo.width),
                  std::clamp(rounded(output.height * scale), 1, photo.height)};
  const double above = anchor == Anchor::head ? share_above_head : share_above_middle;
  return shifted_inside(square.x - (size.width - square.width) / 2.0, square.y - (size.height - square.height) * above,
                        size, photo);
}

}  // namespace headroom::crop
