// filter/resample/<device>/<side>: a region of 1300x1300 with half chroma to side x side; 648+96 is what a photo needs.
// opencl-upload, -kernels and -download show the parts of it apart, opencl-batch-N several photos in one hand-over.
#include <benchmark/benchmark.h>

#include <array>

#include "devices.h"
#include "filter/render.h"
#include "filter/resample_on_cpu.h"
#include "filter/resample_on_device.h"

namespace headroom::filter {
namespace {

using benchmark::State;
using compute::Queue;

constexpr Rect crop{0, 0, 1300, 1300};

Plane noise(Size size, double step, unsigned seed) {
  Plane plane(size);
  for (int y = 0; y < size.height; y++)
    for (int x = 0; x < size.width; x++)
      plane.row(y)[x] = static_cast<Byte>((seed = seed * 1664525u + 1013904223u) >> 24);
  plane.across.step = plane.down.step = step;
  return plane;
}

const Image& region() {
  static const Image image{noise({1300, 1300}, 1, 1), noise({650, 650}, 2, 2), noise({650, 650}, 2, 3)};
  return image;
}

using Plans = std::vector<ImagePlan>;

Plans plans_for(const std::vector<int>& sides) {
  Plans plans;
  for (const int side : sides) plans.push_back(plan_image(region(), {crop, {side, side}}));
  return plans;
}

std::vector<Job> jobs_for(const Plans& plans) {
  std::vector<Job> jobs;
  for (const ImagePlan& plan : plans) jobs.push_back(plain_job(plan.view));
  return jobs;
}

std::vector<Image> on_cpu(const Plans& plans, const Passes& passes) {
  std::vector<Image> images;
  for (const ImagePlan& plan : plans) images.push_back(resample_on_cpu(region(), plan, passes));
  return images;
}

void count_photos(State& state, int photos_a_round = 1) {
  state.counters["photos/s"] = benchmark::Counter(photos_a_round, benchmark::Counter::kIsIterationInvariantRate);
  state.SetBytesProcessed(state.iterations() * photos_a_round * (1300 * 1300 + 2 * 650 * 650));
}

void plan(State& state, std::vector<int> sides) {
  for (auto _ : state) benchmark::DoNotOptimize(plans_for(sides));
  count_photos(state);
}

void cpu(State& state, std::vector<int> sides, const Passes* passes) {
  const Plans plans = plans_for(sides);
  if (on_cpu(plans, *passes) != on_cpu(plans, plain_passes)) return state.SkipWithError("the two CPU ways differ");
  for (auto _ : state) benchmark::DoNotOptimize(on_cpu(plans_for(sides), *passes));
  count_photos(state);
}

// `work` is one round; it is timed only when the device gives the twin's pixels.
template <class Work>
void on_device(State& state, compute::Device* device, const std::vector<int>& sides, int photos, Work work) {
  const compute::Lease queue = *device->lease();
  const Plans plans = plans_for(sides);
  const auto images = render_on_device(*queue, region(), jobs_for(plans));
  if (!images) return state.SkipWithError(images.error().detail.c_str());
  if (*images != on_cpu(plans, fastest_passes())) return state.SkipWithError("twins differ");
  queue->recycle();
  const UploadedRegion uploaded = upload_region(*queue, region(), plans);
  std::vector<Stack> outputs;
  for (const ImagePlan& plan : plans) outputs.push_back(resample_on_device(*queue, uploaded, plan));
  (void)queue->finish();
  for (auto _ : state) work(*queue, plans, uploaded, outputs);
  count_photos(state, photos);
}

void all(Queue& queue, const Plans& plans, const UploadedRegion&, const std::vector<Stack>&) {
  benchmark::DoNotOptimize(render_on_device(queue, region(), jobs_for(plans)));
  queue.recycle();
}

void upload(Queue& queue, const Plans& plans, const UploadedRegion&, const std::vector<Stack>&) {
  benchmark::DoNotOptimize(upload_region(queue, region(), plans));
  queue.recycle();
}

void kernels(Queue& queue, const Plans& plans, const UploadedRegion& uploaded, const std::vector<Stack>&) {
  for (const ImagePlan& plan : plans) benchmark::DoNotOptimize(resample_on_device(queue, uploaded, plan));
  (void)queue.finish();
}

void download(Queue& queue, const Plans& plans, const UploadedRegion&, const std::vector<Stack>& outputs) {
  std::vector<Image> images(plans.size());
  for (std::size_t i = 0; i < plans.size(); i++) download_planes(queue, outputs[i], images[i].planes());
  (void)queue.finish();
}

// Several photos are handed over before anyone waits.
template <int photos>
void batch(Queue& queue, const Plans& plans, const UploadedRegion&, const std::vector<Stack>&) {
  std::vector<Image> images(photos * plans.size());
  auto image = images.begin();
  for (int photo = 0; photo < photos; photo++) {
    const UploadedRegion uploaded = upload_region(queue, region(), plans);
    for (const ImagePlan& plan : plans)
      download_planes(queue, resample_on_device(queue, uploaded, plan), (image++)->planes());
  }
  (void)queue.finish();
  queue.recycle();
}

struct Outputs {
  std::string name;
  std::vector<int> sides;
};

void add_device(compute::Device* device, const std::string& name, const Outputs& outputs) {
  const auto add = [&](const std::string& part, int photos, auto work) {
    benchmark::RegisterBenchmark(("filter/resample/" + name + part + "/" + outputs.name).c_str(), [=](State& state) {
      on_device(state, device, outputs.sides, photos, work);
    })->UseRealTime();
  };
  add("", 1, all);
  add("-upload", 1, upload);
  add("-kernels", 1, kernels);
  add("-download", 1, download);
  add("-batch-4", 4, batch<4>);
  add("-batch-16", 16, batch<16>);
}

int register_all() {
  const Outputs all_outputs[] = {{"648", {648}}, {"96", {96}}, {"648+96", {648, 96}}};
  for (const Outputs& outputs : all_outputs) {
    benchmark::RegisterBenchmark(("filter/plan/cpu/" + outputs.name).c_str(), plan, outputs.sides);
    benchmark::RegisterBenchmark(("filter/resample/cpu/" + outputs.name).c_str(), cpu, outputs.sides,
                                 &fastest_passes());
    benchmark::RegisterBenchmark(("filter/resample/cpu-plain/" + outputs.name).c_str(), cpu, outputs.sides,
                                 &plain_passes);
  }
  for (const auto& [name, device] : bench::devices())
    for (const Outputs& outputs : all_outputs) add_device(device.get(), name, outputs);
  return 0;
}

const int registered = register_all();

}  // namespace
}  // namespace headroom::filter
