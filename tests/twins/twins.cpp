#include "twins.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <random>
#include <string_view>

#include "compute/devices.h"

namespace headroom::twins {

Plane noise(Size size, unsigned seed) {
  std::minstd_rand random(seed);
  Plane plane(size);
  for (int y = 0; y < size.height; y++)
    for (int x = 0; x < size.width; x++) plane.row(y)[x] = static_cast<Byte>(random() >> 8);
  return plane;
}

std::string difference(const Image& device, const Image& cpu) {
  for (int plane = 0; plane < 3; plane++) {
    const Plane &a = *device.planes()[plane], &b = *cpu.planes()[plane];
    if (a.size() != b.size()) return "planes of different size";
    for (int y = 0; y < a.height(); y++)
      for (int x = 0; x < a.width(); x++)
        if (a.row(y)[x] != b.row(y)[x])
          return "plane " + std::to_string(plane) + " at " + std::to_string(x) + "," + std::to_string(y) + ": " +
                 std::to_string(a.row(y)[x]) + ", twin " + std::to_string(b.row(y)[x]);
  }
  return {};
}

double milliseconds(const std::function<void()>& work) {
  work();  // programs are built and buffers reserved
  std::array<double, 15> times;
  for (double& time : times) {
    const auto begin = std::chrono::steady_clock::now();
    work();
    time = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
  }
  std::ranges::nth_element(times, times.begin() + times.size() / 2);
  return times[times.size() / 2];
}

namespace {

// The one list: who adds a kernel adds its cases here.
std::vector<Case> all_cases() {
  std::vector<Case> all;
  for (const auto& cases : {resample_cases(), skin_cases(), filter_cases()})
    all.insert(all.end(), cases.begin(), cases.end());
  return all;
}

int compare(compute::Queue& queue) {
  int unequal = 0;
  const std::vector<Case> cases = all_cases();
  for (const Case& one : cases) {
    const std::string difference = one.differs(queue);
    queue.recycle();
    if (difference.empty()) continue;
    std::printf("  unequal: %s: %s\n", one.name.c_str(), difference.c_str());
    unequal++;
  }
  std::printf("  %zu cases, %d unequal\n", cases.size(), unequal);
  return unequal;
}

void print_times(compute::Queue& queue) {
  std::printf("  %-34s %9s %9s %9s %9s %9s   ms a photo, median\n", "", "CPU twin", "upload", "kernels", "download",
              "all");
  for (const auto& rows : {time_resample(queue), time_filters(queue)})
    for (const Timing& row : rows)
      std::printf("  %-34s %9.3f %9.3f %9.3f %9.3f %9.3f\n", row.name.c_str(), row.cpu, row.upload, row.kernels,
                  row.download, row.all);
}

// Exit status: whether anything was wrong on this device.
int try_device(const compute::DeviceInfo& info, bool timed) {
  std::printf("%d: %s, %s, %d compute units\n", info.index, info.title().c_str(), info.platform.c_str(),
              info.compute_units);
  const auto device = compute::Device::open(info, {});
  if (!device) return std::printf("  %s\n", device.error().detail.c_str()), 1;
  const auto queue = (*device)->lease();
  if (!queue) return std::printf("  %s\n", queue.error().detail.c_str()), 1;
  const int unequal = compare(**queue);
  if (timed) print_times(**queue);
  return unequal > 0;
}

}  // namespace
}  // namespace headroom::twins

int main(int count, char** arguments) {
  const bool timed = count > 1 && std::string_view(arguments[1]) == "--time";
  const auto devices = headroom::compute::list_devices();
  if (devices.empty()) std::printf("no OpenCL device here: nothing to compare the CPU twins with\n");
  int status = 0;
  for (const auto& device : devices) status |= headroom::twins::try_device(device, timed);
  return status;
}
