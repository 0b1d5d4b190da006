#include "filter/resample_on_cpu.h"

#include <algorithm>
#include <array>
#include <vector>

#include "filter/shrink.h"

namespace headroom::filter {
namespace {

using Rows = std::vector<const Byte*>;

Rows rows_of(const Plane& plane, Rect part) {
  Rows rows(part.height);
  for (int y = 0; y < part.height; y++) rows[y] = plane.row(part.y + y) + part.x;
  return rows;
}

Plane two_passes(const Rows& rows, const Plan& plan, const Passes& passes) {
  Plane out(plan.output());
  std::vector<Column> columns(plan.shrunk.width);
  std::vector<Byte> beyond(out.stride());  // where the rows of the last band go that the output does not have
  for (int top = 0; top < out.height(); top += band_height) {
    std::array<Byte*, band_height> targets;
    for (int y = 0; y < band_height; y++) targets[y] = top + y < out.height() ? out.row(top + y) : beyond.data();
    passes.down(rows.data(), plan.down, top, columns);
    passes.across(columns, plan.across, targets.data());
  }
  return out;
}

Plane resample_plane(const Plane& in, const Plan& plan, const Passes& passes) {
  if (!plan.shrinks()) return two_passes(rows_of(in, plan.part), plan, passes);
  const Plane shrunk = shrink_on_cpu(in, plan.part, plan.levels_across, plan.levels_down);
  return two_passes(rows_of(shrunk, {0, 0, shrunk.width(), shrunk.height()}), plan, passes);
}

Plane neutral_plane(Size size) {
  Plane plane(size);
  plane.fill(neutral_chroma);
  return plane;
}

}  // namespace

Image resample_on_cpu(const Image& region, const ImagePlan& plan, const Passes& passes) {
  Image out;
  out.luma = resample_plane(region.luma, plan.luma, passes);
  out.cb = region.grey() ? neutral_plane(plan.view.size) : resample_plane(region.cb, plan.chroma, passes);
  out.cr = region.grey() ? neutral_plane(plan.view.size) : resample_plane(region.cr, plan.chroma, passes);
  for (Plane* plane : out.planes()) lay_over(plan.view, *plane);
  return out;
}

}  // namespace headroom::filter
