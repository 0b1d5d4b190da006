#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compute/handles.h"

namespace headroom::compute {

enum class DeviceKind { gpu, cpu, accelerator };

std::string_view name(DeviceKind kind);  // "gpu" and so on

/// What `headroom devices` shows of one OpenCL device.
struct DeviceInfo {
  int index = 0;  // N of --device opencl:N
  std::string platform;
  std::string platform_version;
  std::string name;
  std::string driver;  // its version
  DeviceKind kind = DeviceKind::cpu;
  int compute_units = 0;
  long long memory = 0;  // bytes

  _cl_device_id* handle = nullptr;  // lives as long as the process

  /// "NVIDIA H200 (driver 550.54)"
  std::string title() const { return name + " (driver " + driver + ")"; }
};

/// All OpenCL devices of all platforms, in the platforms' order; none installed is an empty list, not an error.
std::vector<DeviceInfo> list_devices();

}  // namespace headroom::compute
