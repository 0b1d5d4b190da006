#pragma once

#include "compute/choose.h"

namespace headroom::filter {

/// Renders a typical photo (a region of 1300x1300 with half chroma to 648x648 and 96x96) on the CPU twin and on the
/// device, a few times in turn, and gives the medians. Takes about a tenth of a second; what `--device auto` goes by.
///
/// fails  device_failed: the device could not, or its pixels differ from the twin's
Result<compute::Timings> measure_device(compute::Backend& device);

}  // namespace headroom::filter
