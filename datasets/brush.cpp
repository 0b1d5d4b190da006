#include "datasets/brush.h"

#include <algorithm>
#include <cmath>

namespace headroom::datasets {
namespace {

constexpr double edge_pixels = 0.7;    // half the width of the hardest edge
constexpr double least_radius = 1e-6;  // pixels; so that nothing is divided by zero
constexpr float everywhere = 1e6F;

/// By value, not std::clamp: references keep the compiler from taking many pixels at once.
inline float limited(float value, float low, float high) {
  const float raised = value < low ? low : value;
  return raised > high ? high : raised;
}

}  // namespace

Brush::Brush(const Stroke& stroke, Size plane, int step) : step_(static_cast<float>(step)) {
  const Shape& shape = stroke.shape;
  const Fill& fill = stroke.fill;
  const double radius_x = std::max(least_radius, shape.radius_x);
  const double radius_y = std::max(least_radius, shape.radius_y);
  const double soft = std::max(shape.soft, edge_pixels * step / std::min(radius_x, radius_y));
  const double soft_cut = std::max(shape.soft, edge_pixels * step / radius_y);
  const Turn tilt = turn(shape.tilt);
  const auto narrow = [](double value) { return static_cast<float>(value); };
  numbers_ = {
      .centre_x = narrow(shape.x),
      .centre_y = narrow(shape.y),
      .per_x = narrow(1 / radius_x),
      .per_y = narrow(1 / radius_y),
      .cosine = narrow(tilt.cosine),
      .sine = narrow(tilt.sine),
      .square = narrow(shape.square),
      .taper = narrow(shape.taper),
      .bend = narrow(shape.bend),
      .top = narrow(shape.top),
      .bottom = narrow(shape.bottom),
      .lowest = shape.endless ? 0 : everywhere,
      .hollow = shape.hollow > 0 ? narrow(shape.hollow * shape.hollow) : -everywhere,
      .edge = narrow(1 / (4 * soft)),  // q grows twice as fast as the distance: from 1 - 2 soft to 1 + 2 soft
      .cut = narrow(1 / (2 * soft_cut)),
      .opacity = narrow(fill.opacity),
      .shade_x = narrow(fill.shade_x),
      .shade_y = narrow(fill.shade_y),
      .shade_rim = narrow(fill.shade_rim),
  };
  trimmed_ = shape.hollow > 0 || shape.top > -2.0 || shape.bottom < (shape.endless ? Shape{}.bottom : 2.0);
  bound(stroke, plane, soft);
}

void Brush::bound(const Stroke& stroke, Size plane, double soft) {
  const Shape& shape = stroke.shape;
  const Turn tilt = turn(shape.tilt);
  const double grown = std::sqrt(1 + 2 * soft);
  const double reach_x = shape.radius_x * grown * (1 + std::abs(shape.taper));
  const double reach_y = shape.radius_y * (grown + std::abs(shape.bend) * grown * grown);
  const double across = reach_x * tilt.cosine + reach_y * std::abs(tilt.sine) + step_;
  const double down = reach_y * tilt.cosine + reach_x * std::abs(tilt.sine) + step_;
  const auto sample = [this](double at, int count) {
    return static_cast<int>(std::clamp(at / step_, 0.0, static_cast<double>(count)));
  };
  left_ = sample(shape.x - across, plane.width);
  right_ = sample(shape.x + across + step_, plane.width);
  top_ = sample(shape.y - down, plane.height);
  const double end = shape.endless ? shape.y + shape.bottom * shape.radius_y : shape.y;
  bottom_ = sample(end + down + step_, plane.height);
}

float Brush::distance_down(int y) const { return (static_cast<float>(y) + 0.5F) * step_ - numbers_.centre_y; }

inline Brush::Place Brush::place(int x, float dy) const {
  const Numbers& n = numbers_;
  const float dx = (static_cast<float>(left_ + x) + 0.5F) * step_ - n.centre_x;
  const float straight = (dx * n.cosine + dy * n.sine) * n.per_x;
  const float depth = (dy * n.cosine - dx * n.sine) * n.per_y - n.bend * straight * straight;
  const float v = depth > n.lowest ? n.lowest : depth;
  const float widening = 1 + n.taper * v;
  const float u = straight / (widening < 0.05F ? 0.05F : widening);
  const float uu = u * u;
  const float vv = v * v;
  return {u, v, uu + vv + n.square * (uu * uu + vv * vv - uu - vv), depth};
}

void Brush::cover(Row& row, int y) const {
  const Brush self = *this;  // a copy, which no write to the row can change: then the compiler takes many at once
  const Numbers& n = self.numbers_;
  const float dy = distance_down(y);
  float* cover = row.cover.data();
  float* shade = row.shade.data();
  const int count = right_ - left_;
  for (int x = 0; x < count; x++) {  // no branch inside, for the same reason
    const Place at = self.place(x, dy);
    cover[x] = limited(0.5F + (1 - at.q) * n.edge, 0, 1) * n.opacity;
    shade[x] = limited(1 + n.shade_x * at.u + n.shade_y * at.v + n.shade_rim * (at.q > 1.5F ? 1.5F : at.q), 0, 9);
  }
  if (trimmed_) trim(row, y);
}

/// Takes away what is hollow or cut off.
void Brush::trim(Row& row, int y) const {
  const Brush self = *this;
  const Numbers& n = self.numbers_;
  const float dy = distance_down(y);
  float* cover = row.cover.data();
  const int count = right_ - left_;
  for (int x = 0; x < count; x++) {
    const Place at = self.place(x, dy);
    const float inner = limited(0.5F + (at.q - n.hollow) * n.edge, 0, 1);
    const float above = limited(0.5F + (at.depth - n.top) * n.cut, 0, 1);
    const float below = limited(0.5F + (n.bottom - at.depth) * n.cut, 0, 1);
    cover[x] *= inner * above * below;
  }
}

}  // namespace headroom::datasets
