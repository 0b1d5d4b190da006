#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/image.h"
#include "compute/device.h"

namespace headroom::twins {

/// One kernel, or several that belong together, at one size: `differs` is empty when the twins are equal to the bit,
/// else it says where they are not.
struct Case {
  std::string name;
  std::function<std::string(compute::Queue&)> differs;
};

/// A row of `twins --time`: milliseconds, medians. `cpu` is one photo on one core.
struct Timing {
  std::string name;
  double cpu = 0;
  double upload = 0;
  double kernels = 0;
  double download = 0;
  double all = 0;  // everything for one photo, as a run does it
};

std::vector<Case> resample_cases();
std::vector<Case> skin_cases();
std::vector<Case> filter_cases();  // from the list of filters
std::vector<Timing> time_resample(compute::Queue& queue);
std::vector<Timing> time_filters(compute::Queue& queue);

/// Samples that look like nothing, the same ones each time: every border and every rounding is hit.
Plane noise(Size size, unsigned seed);

/// "plane 1 at 3,4: 17, twin 18", or nothing.
std::string difference(const Image& device, const Image& cpu);

/// The median time of several calls in milliseconds.
double milliseconds(const std::function<void()>& work);

}  // namespace headroom::twins
