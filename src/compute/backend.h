#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>

#include "base/result.h"
#include "compute/device.h"

namespace headroom::compute {

template <class Value>
struct Done {
  Value value;
  bool redone_on_cpu = false;  // the device failed, and the twin stepped in
};

/// Where arithmetic runs: on an OpenCL device for as long as it works, else on the CPU twins. For all threads.
class Backend {
 public:
  /// cpu_reason  why no device is used, for the log; may be empty
  explicit Backend(const std::string& cpu_reason = {});
  Backend(std::unique_ptr<QueueSource> device, std::string description);

  /// One line for the log: "CPU, 2 cores", "OpenCL: NVIDIA H200 (driver 550.54)", and why `auto` chose.
  const std::string& description() const { return description_; }

  void explain(std::string_view why) { description_ += ", " + std::string(why); }

  bool uses_device() const { return device_ && failures_in_a_row_ < failure_limit; }

  /// True once, after the device was given up: the moment to tell people. `last_error` says why.
  bool just_gave_up();
  std::string last_error() const;

  /// A room's operation: `on_device(Queue&)` gives a Result, `on_cpu()` the same value by the twin.
  template <class OnDevice, class OnCpu>
  auto either(OnDevice on_device, OnCpu on_cpu) -> Done<decltype(on_cpu())> {
    if (!uses_device()) return {on_cpu(), false};
    auto result = try_device(on_device);
    note(result ? nullptr : &result.error());
    if (result) return {std::move(*result), false};
    return {on_cpu(), true};
  }

 private:
  static constexpr int failure_limit = 3;  // in a row, then the run stays on the CPU (src/README.md, "Twins")

  template <class OnDevice>
  auto try_device(OnDevice on_device) -> decltype(on_device(std::declval<Queue&>())) {
    auto queue = device_->lease();
    if (!queue) return Failure(queue.error());
    return on_device(**queue);
  }

  void note(const Error* error);

  std::unique_ptr<QueueSource> device_;
  std::string description_;
  std::atomic<int> failures_in_a_row_ = 0;
  std::atomic<bool> gave_up_ = false;
  mutable std::mutex mutex_;  // over what follows
  std::string last_error_;
};

}  // namespace headroom::compute
