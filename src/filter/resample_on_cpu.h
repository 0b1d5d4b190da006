#pragma once

#include "base/image.h"
#include "filter/passes.h"
#include "filter/plan.h"

namespace headroom::filter {

/// The CPU twin of kernels/shrink.cl, resample_down.cl and resample_across.cl. On the caller's thread.
Image resample_on_cpu(const Image& region, const ImagePlan& plan, const Passes& passes = fastest_passes());

}  // namespace headroom::filter
