#include "batch/likeness.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace headroom::batch {
namespace {

constexpr int whole = 256;  // parts of a sample in crop::Part
constexpr int spot_side = 4;

// Levels: the largest of other codings and sizes down to 64x64 are 2.05, 2.0 and 5.1, of a crop tighter by 3 % the
// smallest hundredth 3.0, 0 and 8.2 (bench/README.md).
constexpr Difference most{2.25, 2.5, 5.5};

/// Cells at a preview's right and bottom edges may reach beyond the photo: its axes say where it ends.
int reach(int photo, double step, int samples) {
  return std::clamp(static_cast<int>(std::lround(photo * whole / step)), 1, samples * whole);
}

crop::Part middle_square(const Plane& plane, Size photo) {
  const int width = reach(photo.width, plane.across.step, plane.width());
  const int height = reach(photo.height, plane.down.step, plane.height());
  const int side = std::min(width, height);
  return {(width - side) / 2, (height - side) / 2, side, side};
}

crop::Cells means_of(const Plane& plane, Size photo) {
  if (plane.empty())
    return crop::Cells(std::size_t{likeness_side} * likeness_side, neutral_chroma * crop::parts_of_a_level);
  const auto means = crop::cell_means(plane, middle_square(plane, photo), likeness_side, likeness_side);
  return crop::blur(means, likeness_side, likeness_side, 1);
}

double square(int one, int other) {
  const double levels = static_cast<double>(one - other) / crop::parts_of_a_level;
  return levels * levels;
}

double mean_square(const crop::Cells& one, const crop::Cells& other) {
  double sum = 0;
  for (std::size_t i = 0; i < one.size(); i++) sum += square(one[i], other[i]);
  return sum / static_cast<double>(one.size());
}

double spot_mean_square(const crop::Cells& one, const crop::Cells& other, int left, int top) {
  double sum = 0;
  for (int y = top; y < top + spot_side; y++)
    for (int x = left; x < left + spot_side; x++) {
      const auto i = static_cast<std::size_t>(y) * likeness_side + x;
      sum += square(one[i], other[i]);
    }
  return sum / (spot_side * spot_side);
}

double largest_spot(const crop::Cells& one, const crop::Cells& other) {
  double largest = 0;
  for (int top = 0; top < likeness_side; top += spot_side)
    for (int left = 0; left < likeness_side; left += spot_side)
      largest = std::max(largest, spot_mean_square(one, other, left, top));
  return largest;
}

}  // namespace

PictureCells likeness_of(const Image& preview, Size photo) {
  return {means_of(preview.luma, photo), means_of(preview.cb, photo), means_of(preview.cr, photo)};
}

Difference difference(const PictureCells& one, const PictureCells& other) {
  return {std::sqrt(mean_square(one.luma, other.luma)),
          std::sqrt((mean_square(one.cb, other.cb) + mean_square(one.cr, other.cr)) / 2),
          std::sqrt(largest_spot(one.luma, other.luma))};
}

bool same_picture(const Difference& difference) {
  return difference.luma <= most.luma && difference.chroma <= most.chroma && difference.spot <= most.spot;
}

}  // namespace headroom::batch
