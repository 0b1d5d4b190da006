#include "filter/weights.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numbers>
#include <numeric>
#include <span>

namespace headroom::filter {
namespace {

constexpr double lobes = 3;

// sin(angle), sin(angle + step), ...: by turning, since the calls of std::sin would cost more than the resampling.
class Sines {
 public:
  Sines(double angle, double step)
      : sine_(std::sin(angle)), cosine_(std::cos(angle)), turn_sine_(std::sin(step)), turn_cosine_(std::cos(step)) {}

  double next() {
    const double sine = sine_;
    sine_ = sine * turn_cosine_ + cosine_ * turn_sine_;
    cosine_ = cosine_ * turn_cosine_ - sine * turn_sine_;
    return sine;
  }

 private:
  double sine_, cosine_, turn_sine_, turn_cosine_;
};

// Hands `add` the weights at x, x + step, ..., `count` of them.
template <class Add>
void lanczos(double x, double step, int count, Add add) {
  Sines sines(std::numbers::pi * x, std::numbers::pi * step);
  Sines windows(std::numbers::pi * x / lobes, std::numbers::pi * step / lobes);
  for (int tap = 0; tap < count; tap++, x += step) {
    const double product = lobes * sines.next() * windows.next();
    const double angle = std::numbers::pi * x;
    if (std::abs(x) < lobes) add(tap, std::abs(x) < 1e-6 ? 1 : product / (angle * angle));
  }
}

// Rounding leaves the sum a few units off; the greatest weight takes them, where they are the smallest share.
void round_to_sum(std::span<const double> exact, std::span<short> rounded) {
  const double total = std::accumulate(exact.begin(), exact.end(), 0.0);
  std::ranges::transform(exact, rounded.begin(),
                         [&](double weight) { return static_cast<short>(std::lround(weight / total * weight_sum)); });
  *std::ranges::max_element(rounded) +=
      static_cast<short>(weight_sum - std::accumulate(rounded.begin(), rounded.end(), 0));
}

}  // namespace

Weights make_weights(int samples, double begin, double scale, int outputs) {
  assert(samples > 0 && scale > 0 && outputs > 0);
  const double stretch = std::max(scale, 1.0);
  const int reach = static_cast<int>(std::ceil(2 * lobes * stretch));
  Weights weights;
  weights.taps = std::min(reach, samples);
  weights.values.resize(static_cast<std::size_t>(weights.taps) * outputs);
  const auto inside = [&](double sample) { return static_cast<int>(std::clamp<double>(sample, 0, samples - 1)); };
  std::vector<double> exact(weights.taps);
  for (int output = 0; output < outputs; output++) {
    const double centre = begin + (output + 0.5) * scale - 0.5;
    const double left = std::floor(centre - lobes * stretch) + 1;  // the first sample that is closer than three lobes
    const int first = static_cast<int>(std::clamp<double>(left, 0, samples - weights.taps));
    std::ranges::fill(exact, 0.0);
    lanczos((left - centre) / stretch, 1 / stretch, reach,
            [&](int tap, double weight) { exact[inside(left + tap) - first] += weight; });
    round_to_sum(exact,
                 std::span(weights.values).subspan(static_cast<std::size_t>(output) * weights.taps, weights.taps));
    weights.spans.push_back({first, inside(std::floor(centre - stretch) + 1), inside(std::ceil(centre + stretch) - 1)});
  }
  return weights;
}

}  // namespace headroom::filter
