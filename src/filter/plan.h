#pragma once

#include "base/image.h"
#include "filter/weights.h"

namespace headroom::filter {

/// What an output shows of a photo, and how large it is.
struct View {
  Rect crop;  // in upright photo pixels
  Size size;  // of the output

  bool operator==(const View&) const = default;
};

/// How a plane becomes a plane of an output: cut, shrunk by whole powers of two, resampled down, resampled across.
struct Plan {
  Rect part;  // the samples under the crop; no other is read, so that it does not matter what else was decoded
  int levels_across = 0;  // 2^levels samples become one first (kernels/shrink.h)
  int levels_down = 0;
  Size shrunk;     // the part after that
  Weights across;  // from `shrunk` to the output
  Weights down;

  bool shrinks() const { return levels_across > 0 || levels_down > 0; }
  Size output() const { return {across.outputs(), down.outputs()}; }
};

/// The plans of one output; grey regions need none for chroma.
struct ImagePlan {
  View view;
  Plan luma;
  Plan chroma;
};

/// Looks at the plane's size and axes only.
Plan plan_plane(const Plane& plane, const View& view);

ImagePlan plan_image(const Image& region, const View& view);

/// True for planes of one size that lie in one place: what fits the one fits the other.
bool alike(const Plane& one, const Plane& other);

/// Gives a plane of the view's size its place in the photo.
void lay_over(const View& view, Plane& plane);

}  // namespace headroom::filter
