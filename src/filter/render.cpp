#include "filter/render.h"

#include <cassert>

#include "filter/resample_on_cpu.h"
#include "filter/resample_on_device.h"

namespace headroom::filter {
namespace {

std::vector<ImagePlan> plans_for(const Image& region, std::span<const Job> jobs) {
  std::vector<ImagePlan> plans;
  plans.reserve(jobs.size());
  for (const Job& job : jobs) plans.push_back(plan_image(region, {job.crop, job.chain.picture}));
  return plans;
}

}  // namespace

Result<std::vector<Image>> render_on_device(compute::Queue& queue, const Image& region, std::span<const Job> jobs) {
  const std::vector<ImagePlan> plans = plans_for(region, jobs);
  const UploadedRegion uploaded = upload_region(queue, region, plans);
  std::vector<Image> images(jobs.size());
  for (std::size_t i = 0; i < jobs.size(); i++) {
    const Stack picture = resample_on_device(queue, uploaded, plans[i]);
    download_planes(queue, run_on_device(queue, picture, jobs[i].chain), images[i].planes());
    if (!jobs[i].chain.passes.empty()) continue;
    for (Plane* plane : images[i].planes()) lay_over(plans[i].view, *plane);
  }
  if (const auto finished = queue.finish(); !finished) return Failure(finished.error());
  return images;
}

std::vector<Image> render_on_cpu(const Image& region, std::span<const Job> jobs) {
  std::vector<Image> images;
  images.reserve(jobs.size());
  for (const Job& job : jobs) {
    const ImagePlan plan = plan_image(region, {job.crop, job.chain.picture});
    images.push_back(run_on_cpu(resample_on_cpu(region, plan), job.chain));
  }
  return images;
}

Rendered render(const Image& region, std::span<const Job> jobs, compute::Backend& backend) {
  assert(!region.luma.empty() && region.cb.size() == region.cr.size());
  if (jobs.empty()) return {};
  auto done = backend.either([&](compute::Queue& queue) { return render_on_device(queue, region, jobs); },
                             [&] { return render_on_cpu(region, jobs); });
  return {std::move(done.value), done.redone_on_cpu};
}

}  // namespace headroom::filter
