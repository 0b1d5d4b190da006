#include "datasets/develop.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace headroom::datasets {
namespace {

using Fine = std::int16_t;  // levels with four binary digits after the point: what the loops below do fits sixteen bits

constexpr int fine_levels = 16;
constexpr double chroma_noise = 0.4;  // of luma's: cameras smooth colour

/// One long list of noise, read from a new place for each row: a draw per pixel would cost more than all the painting.
class Noise {
 public:
  Noise(double deviation, int widest, Random random) : random_(random), list_(places + widest) {
    for (Fine& value : list_) value = static_cast<Fine>(std::floor(random_.bell() * deviation * fine_levels + 0.5));
  }

  const Fine* next_row() { return list_.data() + random_.below(places); }

 private:
  static constexpr std::size_t places = 1U << 16U;
  Random random_;
  std::vector<Fine> list_;
};

/// How samples of a plane lie in those of the painting, along one axis.
struct Fit {
  int up = 1;    // samples for each of the painting: 1 or 2
  int down = 1;  // samples of the painting for each: 1, 2 or 4

  /// The two samples of the painting that sample `at` lies between, and four times the weight of the second.
  struct Pair {
    int first, second, weight;
  };
  Pair pair(int at, int count) const {
    const auto inside = [count](int index) { return std::clamp(index, 0, count - 1); };
    if (up == 2) return {inside((at - 1) >> 1), inside((at + 1) >> 1), at % 2 == 0 ? 3 : 1};
    if (down == 1) return {inside(at), inside(at), 0};
    return {inside(at * down + down / 2 - 1), inside(at * down + down / 2), 2};
  }
};

/// A row of the painting's width, four times its levels, between two rows of the painting; the ends are repeated.
void blend_rows(const Plane& painting, const Fit::Pair& pair, std::vector<Fine>& row) {
  const Byte* first = painting.row(pair.first);
  const Byte* second = painting.row(pair.second);
  const auto weight = static_cast<Fine>(pair.weight);
  Fine* out = row.data() + 1;
  for (int x = 0; x < painting.width(); x++) out[x] = static_cast<Fine>(first[x] * (4 - weight) + second[x] * weight);
  out[-1] = out[0];
  std::fill(row.begin() + painting.width() + 1, row.end(), out[painting.width() - 1]);
}

/// From a row of blend_rows to `width` samples of sixteen times the levels. Doubling may write one more.
void fit_row(const Fine* row, const Fit& fit, int width, Fine* out) {
  if (fit.up == 2)
    for (int x = 0; x < (width + 1) / 2; x++) {
      out[2 * x] = static_cast<Fine>(3 * row[x] + row[x - 1]);
      out[2 * x + 1] = static_cast<Fine>(3 * row[x] + row[x + 1]);
    }
  else if (fit.down == 1)
    for (int x = 0; x < width; x++) out[x] = static_cast<Fine>(4 * row[x]);
  else
    for (int x = 0; x < width; x++) {
      const Fine* middle = row + x * fit.down + fit.down / 2;
      out[x] = static_cast<Fine>(2 * (middle[-1] + middle[0]));
    }
}

void expose(const Fine* row, const Fine* noise, int width, Byte* out) {
  for (int x = 0; x < width; x++) {
    const auto level = static_cast<Fine>(static_cast<Fine>(row[x] + noise[x] + fine_levels / 2) >> 4);
    const auto raised = level < 0 ? Fine{0} : level;
    out[x] = static_cast<Byte>(raised > 255 ? Fine{255} : raised);
  }
}

Plane develop_plane(const Plane& painting, Size size, Fit across, Fit down, Noise noise) {
  Plane plane(size);
  std::vector<Fine> between(static_cast<std::size_t>(std::max(painting.width(), size.width * across.down)) + 2);
  std::vector<Fine> fitted(static_cast<std::size_t>(size.width) + 1);
  for (int y = 0; y < size.height; y++) {
    blend_rows(painting, down.pair(y, painting.height()), between);
    fit_row(between.data() + 1, across, size.width, fitted.data());
    expose(fitted.data(), noise.next_row(), size.width, plane.row(y));
  }
  return plane;
}

}  // namespace

Image develop(const Image& painting, const Development& development, Random random) {
  const Size size = development.size;
  const Sampling sampling = development.sampling;
  const int up = painting.luma.width() < size.width || painting.luma.height() < size.height ? 2 : 1;
  const auto plane = [&](const Plane& painted, Sampling per_sample, double noise) {
    const auto fit = [up](int per) { return Fit{std::max(1, up / per), std::max(1, per / up)}; };
    const Size samples = sampled(size, per_sample);
    return develop_plane(painted, samples, fit(per_sample.across), fit(per_sample.down),
                         Noise(noise, samples.width, Random(random.bits())));
  };
  Image photo;
  photo.luma = plane(painting.luma, {1, 1}, development.noise);
  if (sampling.grey()) return photo;
  photo.cb = plane(painting.cb, sampling, development.noise * chroma_noise);
  photo.cr = plane(painting.cr, sampling, development.noise * chroma_noise);
  return photo;
}

}  // namespace headroom::datasets
