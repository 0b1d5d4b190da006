#include "crop/sharpness.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "crop/cell_means.h"

namespace headroom::crop {
namespace {

constexpr int most_columns = 48;    // of the face: finer ones tell noise, coarser ones miss a soft face
constexpr int fewest_columns = 16;  // fewer say nothing about focus

constexpr int samples_256(double samples) { return static_cast<int>(samples * 256); }

/// A stretch of a plane's side, in samples.
struct Stretch {
  double begin;
  double end;

  double length() const { return end - begin; }
};

Stretch on_plane(double begin, double length, const Axis& axis, int samples) {
  return {std::max(0.0, (begin - axis.origin) / axis.step),
          std::min<double>(samples, (begin + length - axis.origin) / axis.step)};
}

long long total_difference(const Cells& a, const Cells& b) {
  long long total = 0;
  for (std::size_t i = 0; i < a.size(); i++) total += std::abs(a[i] - b[i]);
  return total;
}

}  // namespace

std::optional<int> sharpness(const Plane& luma, const Box& head) {
  // The head box is the face grown by 10 % of its width to each side, 35 % of its height above and 5 % below.
  const double width = head.width / 1.2, height = head.height / 1.4;
  if (luma.empty() || !(width > 0) || !(height > 0)) return std::nullopt;
  const Stretch across = on_plane(head.x + 0.1 * width, width, luma.across, luma.width());
  const Stretch down = on_plane(head.y + 0.35 * height, height, luma.down, luma.height());
  const double cell = std::max(1.0, width / luma.across.step / most_columns);  // samples
  if (across.length() < fewest_columns * cell || down.length() < fewest_columns * cell) return std::nullopt;

  const int columns = static_cast<int>(across.length() / cell), rows = static_cast<int>(down.length() / cell);
  const Part face{samples_256(across.begin), samples_256(down.begin), samples_256(across.length()),
                  samples_256(down.length())};
  const Cells sharp = cell_means(luma, face, columns, rows);
  const Cells soft = blur(sharp, columns, rows, 1);
  const long long coarse = total_difference(soft, blur(sharp, columns, rows, 3));
  if (coarse < static_cast<long long>(sharp.size()) * parts_of_a_level / 4) return std::nullopt;
  return static_cast<int>(1000 * total_difference(sharp, soft) / coarse);
}

}  // namespace headroom::crop
