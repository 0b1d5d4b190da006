#include "filter/resample.h"

#include <cassert>

#include "filter/resample_on_cpu.h"
#include "filter/resample_on_device.h"

namespace headroom::filter {

Resampled resample(const Image& region, std::span<const View> views, compute::Backend& backend) {
  assert(!region.luma.empty() && region.cb.size() == region.cr.size());
  std::vector<ImagePlan> plans;
  for (const View& view : views) plans.push_back(plan_image(region, view));
  if (plans.empty()) return {};
  const auto on_device = [&](compute::Queue& queue) { return resample_on_device(queue, region, plans); };
  const auto on_cpu = [&] {
    std::vector<Image> images;
    images.reserve(plans.size());
    for (const ImagePlan& plan : plans) images.push_back(resample_on_cpu(region, plan));
    return images;
  };
  auto done = backend.either(on_device, on_cpu);
  return {std::move(done.value), done.redone_on_cpu};
}

}  // namespace headroom::filter
