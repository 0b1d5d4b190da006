#pragma once

#include <span>

#include "compute/queue.h"
#include "filter/plan.h"
#include "filter/stack.h"

namespace headroom::filter {

/// The rows of a region that some views need, on a device.
struct UploadedRegion {
  Stack luma;        // with chroma after it where the planes are alike
  Stack chroma;      // otherwise; no planes in a grey region
  int luma_row = 0;  // of the region: the stack's first
  int chroma_row = 0;
};

/// The region stays as it is until the queue finishes.
UploadedRegion upload_region(compute::Queue& queue, const Image& region, std::span<const ImagePlan> plans);

/// The three planes of one output; filters go on from there in the same queue. The plan stays as it is until the queue
/// finishes.
Stack resample_on_device(compute::Queue& queue, const UploadedRegion& region, const ImagePlan& plan);

}  // namespace headroom::filter
