#include "filter/measure.h"

#include <algorithm>
#include <array>
#include <chrono>

#include "filter/render.h"

namespace headroom::filter {
namespace {

constexpr int rounds = 7;  // timed, after one that builds programs and reserves buffers
constexpr Size typical{1300, 1300};
constexpr Rect crop{0, 0, 1300, 1300};

// Anything with detail will do: the time does not depend on the samples.
Plane checked(Size size, double step) {
  Plane plane(size);
  for (int y = 0; y < size.height; y++)
    for (int x = 0; x < size.width; x++) plane.row(y)[x] = static_cast<Byte>(x * 7 ^ y * 13);
  plane.across.step = plane.down.step = step;
  return plane;
}

double seconds(const Image& region, compute::Backend& backend, Rendered& result) {
  const std::array jobs{plain_job({crop, {648, 648}}), plain_job({crop, {96, 96}})};
  const auto begin = std::chrono::steady_clock::now();
  result = render(region, jobs, backend);
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

double median(std::array<double, rounds> times) {
  std::ranges::sort(times);
  return times[rounds / 2];
}

}  // namespace

Result<compute::Timings> measure_device(compute::Backend& device) {
  const Size half{typical.width / 2, typical.height / 2};
  const Image region{checked(typical, 1), checked(half, 2), checked(half, 2)};
  compute::Backend twins;
  Rendered on_cpu, on_device;
  std::array<double, rounds> cpu_times, device_times;
  for (int round = -1; round < rounds; round++) {
    const double cpu = seconds(region, twins, on_cpu);
    const double there = seconds(region, device, on_device);
    if (on_device.redone_on_cpu) return fail(Fault::device_failed, device.last_error());
    if (on_device.images != on_cpu.images) return fail(Fault::device_failed, "its pixels differ from the CPU's");
    if (round < 0) continue;
    cpu_times[round] = cpu;
    device_times[round] = there;
  }
  return compute::Timings{median(cpu_times), median(device_times)};
}

}  // namespace headroom::filter
