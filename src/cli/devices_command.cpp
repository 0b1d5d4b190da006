#include <fmt/format.h>

#include <memory>
#include <nlohmann/json.hpp>
#include <ostream>

#include "cli/commands.h"
#include "cli/indented.h"
#include "cli/parser.h"
#include "compute/devices.h"

namespace headroom::cli {
namespace {

int list(bool json, const Streams& streams) {
  const auto devices = compute::list_devices();
  if (json) {
    auto rows = nlohmann::ordered_json::array();
    for (const auto& device : devices)
      rows.push_back({{"choice", fmt::format("opencl:{}", device.index)},
                      {"name", device.name},
                      {"kind", name(device.kind)},
                      {"platform", device.platform},
                      {"driver", device.driver}});
    streams.out << indented(rows);
    return all_done;
  }
  streams.out << "cpu        the CPU twins; always there\n";
  for (const auto& device : devices)
    streams.out << fmt::format("opencl:{:<3} {} ({}, {}, driver {})\n", device.index, device.name, name(device.kind),
                               device.platform, device.driver);
  if (devices.empty()) streams.out << "no OpenCL device found; everything runs on the CPU\n";
  return all_done;
}

}  // namespace

Action declare_devices(Parser& parser) {
  const auto json = std::make_shared<bool>(false);
  parser.add_flag("--json", *json, "as JSON");
  return [json](const Streams& streams) { return list(*json, streams); };
}

}  // namespace headroom::cli
