#include "codec/window.h"

#include <algorithm>
#include <cmath>

namespace headroom::codec {
namespace {

constexpr int lobes = 3;             // of the widest resampling filter, Lanczos
constexpr int smallest_output = 48;  // samples: Windows' small icons, the least that directories show

struct Span {
  int first;
  int count;
};

/// Lanczos reaches `lobes` output samples to each side, or as many source samples when it enlarges.
int margin(double samples, int output) {
  const double scale = std::max({1.0, samples / std::max(output, 1), samples / smallest_output});
  return static_cast<int>(std::ceil(lobes * scale)) + 2;
}

Span span(int start, int length, int output, Axis axis, int samples) {
  const int around = margin(length / axis.step, output);
  const int first = static_cast<int>(std::floor((start - axis.origin) / axis.step)) - around;
  const int last = static_cast<int>(std::ceil((start + length - axis.origin) / axis.step)) + around;
  const int from = std::clamp(first, 0, samples - 1);
  return {from, std::clamp(last, from + 1, samples) - from};
}

}  // namespace

Rect sample_window(Rect crop, Size output, Axis across, Axis down, Size size) {
  const Span columns = span(crop.x, crop.width, output.width, across, size.width);
  const Span rows = span(crop.y, crop.height, output.height, down, size.height);
  return {columns.first, rows.first, columns.count, rows.count};
}

}  // namespace headroom::codec
