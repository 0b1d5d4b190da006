#pragma once

#include <span>
#include <vector>

#include "base/image.h"
#include "compute/backend.h"
#include "filter/chain.h"
#include "filter/plan.h"

namespace headroom::filter {

/// One output of a photo: what it shows, and what is done to its pixels.
struct Job {
  Rect crop;  // of the upright photo, at least one pixel
  Chain chain;
};

/// A job without filters.
inline Job plain_job(const View& view) { return {view.crop, {view.size, {}}}; }

struct Rendered {
  std::vector<Image> images;   // one for each job, in their order
  bool redone_on_cpu = false;  // the device failed, the CPU twin stepped in
};

/// The outputs of one photo. The region goes to the device once for all of them, and no picture comes back before its
/// last filter.
///
/// region   luma, and chroma of any step, cb and cr alike; a grey region gets neutral chroma
/// jobs     what lies outside a crop is not looked at; where a crop reaches beyond the region, the region's edge is
///          repeated
/// returns  images with full chroma, the same on every device; without filters their axes say where they lie
/// source   Lanczos with three lobes, limited against ringing: kernels/resample.h, kernels/README.md
Rendered render(const Image& region, std::span<const Job> jobs, compute::Backend& backend);

/// The twins that it chooses from.
/// fails  device_failed
Result<std::vector<Image>> render_on_device(compute::Queue& queue, const Image& region, std::span<const Job> jobs);
std::vector<Image> render_on_cpu(const Image& region, std::span<const Job> jobs);

}  // namespace headroom::filter
