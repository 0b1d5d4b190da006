#include "filter/plan.h"

#include <algorithm>
#include <cmath>

namespace headroom::filter {
namespace {

// At least this many samples for each output sample are left to the Lanczos weights: means of squares alone let aliases
// through. Before a threefold reduction their own blur takes 0.4 dB off the finest detail that is left.
constexpr double least_scale_after_shrinking = 3;
constexpr int most_levels = 8;  // sums of 256 rows fit 16 bits

struct Line {
  int first;  // the first sample under the crop
  int count;  // of samples under the crop
  int levels;
  int shrunk;    // samples after shrinking
  double begin;  // of the first output sample, in those
  double scale;  // samples of those for each output sample
};

Line plan_line(int samples, Axis axis, double begin, double length, int outputs) {
  const double from = (begin - axis.origin) / axis.step;  // in samples
  const double to = (begin + length - axis.origin) / axis.step;
  Line line{};
  line.first = static_cast<int>(std::clamp<double>(std::floor(from), 0, samples - 1));
  line.count = static_cast<int>(std::clamp<double>(std::ceil(to), line.first + 1, samples)) - line.first;
  line.scale = (to - from) / outputs;
  for (; line.scale >= 2 * least_scale_after_shrinking && line.levels < most_levels; line.levels++) line.scale /= 2;
  const int block = 1 << line.levels;
  line.shrunk = (line.count + block - 1) / block;
  line.begin = (from - line.first) / block;
  return line;
}

Weights weights_of(const Line& line, int outputs) { return make_weights(line.shrunk, line.begin, line.scale, outputs); }

}  // namespace

Plan plan_plane(const Plane& plane, const View& view) {
  const Line x = plan_line(plane.width(), plane.across, view.crop.x, view.crop.width, view.size.width);
  const Line y = plan_line(plane.height(), plane.down, view.crop.y, view.crop.height, view.size.height);
  Plan plan;
  plan.part = {x.first, y.first, x.count, y.count};
  plan.levels_across = x.levels;
  plan.levels_down = y.levels;
  plan.shrunk = {x.shrunk, y.shrunk};
  plan.across = weights_of(x, view.size.width);
  const bool same =
      x.shrunk == y.shrunk && x.begin == y.begin && x.scale == y.scale && view.size.width == view.size.height;
  plan.down = same ? plan.across : weights_of(y, view.size.height);  // squares: a sixth of the CPU twin's time is here
  return plan;
}

ImagePlan plan_image(const Image& region, const View& view) {
  ImagePlan plan{view, plan_plane(region.luma, view), {}};
  if (!region.grey()) plan.chroma = alike(region.luma, region.cb) ? plan.luma : plan_plane(region.cb, view);
  return plan;
}

bool alike(const Plane& one, const Plane& other) {
  return one.size() == other.size() && one.across == other.across && one.down == other.down;
}

void lay_over(const View& view, Plane& plane) {
  plane.across = {static_cast<double>(view.crop.x), static_cast<double>(view.crop.width) / view.size.width};
  plane.down = {static_cast<double>(view.crop.y), static_cast<double>(view.crop.height) / view.size.height};
}

}  // namespace headroom::filter
