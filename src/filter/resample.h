#pragma once

#include <span>
#include <vector>

#include "base/image.h"
#include "compute/backend.h"
#include "filter/plan.h"

namespace headroom::filter {

struct Resampled {
  std::vector<Image> images;   // one for each view, in their order
  bool redone_on_cpu = false;  // the device failed, the CPU twin stepped in
};

/// The outputs of one photo. The region goes to the device once for all of them.
///
/// region   luma, and chroma of any step, cb and cr alike; a grey region gets neutral chroma
/// views    crops of at least one pixel. What lies outside a crop is not looked at; where a crop reaches beyond the
///          region, the region's edge is repeated
/// returns  images of the views' sizes with full chroma, the same on every device; their axes say where they lie
/// source   Lanczos with three lobes, limited against ringing: kernels/resample.h, kernels/README.md
Resampled resample(const Image& region, std::span<const View> views, compute::Backend& backend);

}  // namespace headroom::filter
