#include "compute/backend.h"

#include <algorithm>
#include <thread>
#include <utility>

namespace headroom::compute {
namespace {

std::string cpu_title() {
  const unsigned cores = std::max(1u, std::thread::hardware_concurrency());
  return "CPU, " + std::to_string(cores) + (cores == 1 ? " core" : " cores");
}

}  // namespace

Backend::Backend(const std::string& cpu_reason) : description_(cpu_title()) {
  if (!cpu_reason.empty()) description_ += " (" + cpu_reason + ")";
}

Backend::Backend(std::unique_ptr<QueueSource> device, std::string description)
    : device_(std::move(device)), description_(std::move(description)) {}

bool Backend::just_gave_up() { return gave_up_.exchange(false); }

std::string Backend::last_error() const {
  const std::lock_guard lock(mutex_);
  return last_error_;
}

// Once given up, always: a success of another thread that was still under way does not bring the device back.
void Backend::note(const Error* error) {
  const std::lock_guard lock(mutex_);
  if (failures_in_a_row_ >= failure_limit) return;
  if (!error) {
    failures_in_a_row_ = 0;
    return;
  }
  last_error_ = error->detail;
  if (++failures_in_a_row_ == failure_limit) gave_up_ = true;
}

}  // namespace headroom::compute
