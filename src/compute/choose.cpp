#include "compute/choose.h"

#include <algorithm>
#include <charconv>
#include <cstdio>

namespace headroom::compute {
namespace {

using Chosen = Result<std::unique_ptr<Backend>>;

std::string what_is_there(const std::vector<DeviceInfo>& devices) {
  if (devices.empty()) return "no OpenCL device is installed; --device cpu or auto works without";
  std::string list = "there is";
  for (const DeviceInfo& device : devices)
    list += (device.index ? ", " : " ") + std::to_string(device.index) + ": " + device.title();
  return list;
}

const DeviceInfo* first_of(const std::vector<DeviceInfo>& devices, DeviceKind kind) {
  const auto found = std::ranges::find(devices, kind, &DeviceInfo::kind);
  return found == devices.end() ? nullptr : &*found;
}

Chosen open_backend(const DeviceInfo& info, const Surroundings& surroundings) {
  auto device = Device::open(info, surroundings.cache);
  if (!device) return Failure(device.error());
  if (const auto built = (*device)->build_all(); !built) return Failure(built.error());
  return std::make_unique<Backend>(std::move(*device), "OpenCL: " + info.title());
}

Chosen cpu_because(const std::string& reason) { return std::make_unique<Backend>(reason); }

std::string milliseconds(double seconds) {
  char text[32];
  std::snprintf(text, sizeof text, "%.1f ms", seconds * 1000);
  return text;
}

Chosen choose_by_measure(const Measure& measure, const Surroundings& surroundings) {
  const DeviceInfo* gpu = first_of(surroundings.devices, DeviceKind::gpu);
  if (!gpu) return cpu_because(surroundings.devices.empty() ? "no OpenCL device" : "no GPU");
  auto backend = open_backend(*gpu, surroundings);
  if (!backend) return cpu_because(gpu->name + ": " + backend.error().detail);
  if (!measure) return backend;
  const auto timings = measure(**backend);
  if (!timings) return cpu_because(gpu->name + ": " + timings.error().detail);
  const std::string figures = milliseconds(timings->device) + " a photo, CPU " + milliseconds(timings->cpu);
  if (timings->device > timings->cpu) return cpu_because(gpu->title() + " takes " + figures);
  (*backend)->explain(figures);
  return backend;
}

Chosen choose_numbered(std::string_view number, const Surroundings& surroundings) {
  int index = -1;
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), index);
  const auto found = std::ranges::find(surroundings.devices, index, &DeviceInfo::index);
  if (error != std::errc() || end != number.data() + number.size() || found == surroundings.devices.end())
    return fail(Fault::usage, "no OpenCL device " + std::string(number) + ": " + what_is_there(surroundings.devices));
  return open_backend(*found, surroundings);
}

Chosen choose_any(const Surroundings& surroundings) {
  if (const DeviceInfo* gpu = first_of(surroundings.devices, DeviceKind::gpu)) return open_backend(*gpu, surroundings);
  if (surroundings.devices.empty()) return fail(Fault::usage, what_is_there(surroundings.devices));
  return open_backend(surroundings.devices.front(), surroundings);
}

}  // namespace

Chosen choose_backend(std::string_view choice, const Measure& measure, const Surroundings& surroundings) {
  constexpr std::string_view numbered = "opencl:";
  if (choice == "cpu") return std::make_unique<Backend>();
  if (choice == "auto") return choose_by_measure(measure, surroundings);
  if (choice == "opencl") return choose_any(surroundings);
  if (choice.starts_with(numbered)) return choose_numbered(choice.substr(numbered.size()), surroundings);
  return fail(Fault::usage, "no device is called " + std::string(choice) + "; choose auto, cpu, opencl or opencl:N");
}

}  // namespace headroom::compute
