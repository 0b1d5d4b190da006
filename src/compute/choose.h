#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string_view>
#include <vector>

#include "compute/backend.h"

namespace headroom::compute {

/// Seconds for one typical photo.
struct Timings {
  double cpu = 0;
  double device = 0;
};

/// Renders on both; given by the room that renders (filter/measure.h). `device` is a backend that uses the device.
using Measure = std::function<Result<Timings>(Backend& device)>;

/// What runs depend on besides the choice: real ones by default, others in tests.
struct Surroundings {
  std::vector<DeviceInfo> devices = list_devices();
  std::filesystem::path cache = user_cache_folder();
};

/// choice   auto: a GPU where there is one and `measure` does not find it slower, else the CPU twins;
///          cpu; opencl: the first GPU, else the first device of any kind; opencl:N: device N of `headroom devices`
/// measure  may be empty: auto then takes a GPU untried
/// fails    usage: no such choice or device, with a list of what is there; device_failed: it cannot be opened
Result<std::unique_ptr<Backend>> choose_backend(std::string_view choice, const Measure& measure,
                                                const Surroundings& surroundings = {});

}  // namespace headroom::compute
