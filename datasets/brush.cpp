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

Brush::Brush(const Stroke& stroke, Size plane, int step) : step_(step) {
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

void Brush::cover(Row& row, int y) const {
  const Numbers n = numbers_;
  const auto step = static_cast<float>(step_);
  const float dy = (static_cast<float>(y) + 0.5F) * step - n.centre_y;
  float* cover = row.cover.data();
  float* shade = row.shade.data();
  for (int x = left_; x < right_; x++) {  // no branch inside, so that the compiler can take many pixels at once
    const float dx = (static_cast<float>(x) + 0.5F) * step - n.centre_x;
    const float straight = (dx * n.cosine + dy * n.sine) * n.per_x;
    const float depth = (dy * n.cosine - dx * n.sine) * n.per_y - n.bend * straight * straight;
    const float v = depth > n.lowest ? n.lowest : depth;
    const float widening = 1 + n.taper * v;
    const float u = straight / (widening < 0.05F ? 0.05F : widening);
    const float uu = u * u;
    const float vv = v * v;
    const float q = uu + vv + n.square * (uu * uu + vv * vv - uu - vv);  // 1 on the outline
    const float outer = limited(0.5F + (1 - q) * n.edge, 0, 1);
    const float inner = limited(0.5F + (q - n.hollow) * n.edge, 0, 1);
    const float above = limited(0.5F + (depth - n.top) * n.cut, 0, 1);
    const float below = limited(0.5F + (n.bottom - depth) * n.cut, 0, 1);
    cover[x] = outer * inner * above * below * n.opacity;
    shade[x] = limited(1 + n.shade_x * u + n.shade_y * v + n.shade_rim * (q > 1.5F ? 1.5F : q), 0, 9);
  }
}

}  // namespace headroom::datasets
