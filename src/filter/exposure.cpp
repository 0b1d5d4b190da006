#include "filter/exposure.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace headroom::filter {
namespace {

constexpr int fewest_samples = 24;  // fewer say nothing about light

/// An ellipse in samples of a plane.
struct Ellipse {
  double x, y, radius_x, radius_y;
};

// The head box is the face grown by 10 % of its width to each side, 35 % of its height above and 5 % below
// (base/photo.h). Four fifths of the face are skin.
Ellipse face_within(const Plane& luma, const Box& head) {
  const double width = head.width / 1.2, height = head.height / 1.4;
  const double x = head.x + head.width / 2, y = head.y + 0.35 * height + height / 2;
  return {(x - luma.across.origin) / luma.across.step, (y - luma.down.origin) / luma.down.step,
          0.4 * width / luma.across.step, 0.4 * height / luma.down.step};
}

using Histogram = std::array<int, 256>;

Histogram histogram_of(const Plane& luma, const Ellipse& face) {
  Histogram histogram{};
  const int top = std::max(0, static_cast<int>(face.y - face.radius_y));
  const int bottom = std::min(luma.height() - 1, static_cast<int>(face.y + face.radius_y));
  for (int y = top; y <= bottom; y++) {
    const double v = (y + 0.5 - face.y) / face.radius_y;
    if (v * v >= 1) continue;
    const double reach = face.radius_x * std::sqrt(1 - v * v);
    const int left = std::max(0, static_cast<int>(face.x - reach));
    const int right = std::min(luma.width() - 1, static_cast<int>(face.x + reach));
    for (int x = left; x <= right; x++) histogram[luma.row(y)[x]]++;
  }
  return histogram;
}

int level_below(const Histogram& histogram, int samples, double share) {
  int seen = 0;
  for (int level = 0; level < 256; level++) {
    seen += histogram[level];
    if (seen >= share * samples) return level;
  }
  return 255;
}

}  // namespace

Exposure measure_exposure(const Plane& luma, const Box& head) {
  const Ellipse face = face_within(luma, head);
  if (luma.empty() || !(face.radius_x > 0) || !(face.radius_y > 0)) return {};
  const Histogram histogram = histogram_of(luma, face);
  int samples = 0;
  for (const int count : histogram) samples += count;
  if (samples < fewest_samples) return {};
  return {true, level_below(histogram, samples, 0.1), level_below(histogram, samples, 0.5),
          level_below(histogram, samples, 0.9), level_below(histogram, samples, 0.98)};
}

}  // namespace headroom::filter
