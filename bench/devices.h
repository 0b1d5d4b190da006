#pragma once

#include <memory>
#include <string>
#include <vector>

#include "compute/choose.h"

namespace headroom::bench {

struct NamedDevice {
  std::string name;  // in benchmarks: "opencl", "opencl1" ...
  std::unique_ptr<compute::Device> device;
};

/// Every OpenCL device that opens, kept to the end of the program.
inline const std::vector<NamedDevice>& devices() {
  static const std::vector<NamedDevice> all = [] {
    std::vector<NamedDevice> open;
    for (const compute::DeviceInfo& info : compute::list_devices()) {
      auto device = compute::Device::open(info, compute::user_cache_folder());
      if (!device) continue;
      open.push_back({info.index ? "opencl" + std::to_string(info.index) : "opencl", std::move(*device)});
    }
    return open;
  }();
  return all;
}

}  // namespace headroom::bench
