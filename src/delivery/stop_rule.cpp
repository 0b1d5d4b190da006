#include "delivery/stop_rule.h"

#include <fmt/format.h>

#include "delivery/courier.h"
#include "store/around.h"

namespace headroom::delivery {
namespace {

constexpr long long too_few_to_judge = 20;  // photos; a share of fewer says nothing

using store::hopeless;

/// What a run that stops because of it ends with: what is to be mended, or tried again, is told by the status.
Fault fault_of_all(Fault last) {
  return worth_retrying(last) || last == Fault::access_denied ? last : Fault::limit_reached;
}

}  // namespace

StopRule::StopRule(const Policy& policy)
    : max_changes_(policy.max_changes),
      failures_in_a_row_(policy.failures_in_a_row),
      failures_share_(policy.failures_share) {}

bool StopRule::may_change() {
  const std::lock_guard lock(mutex_);
  if (reason_) return false;
  if (max_changes_ >= 0 && changes_ >= max_changes_) {
    stop_locked({Fault::limit_reached, fmt::format("{} photos were changed, as many as allowed", max_changes_)});
    return false;
  }
  changes_++;
  return true;
}

void StopRule::succeeded() {
  const std::lock_guard lock(mutex_);
  done_++;
  in_a_row_ = 0;
}

void StopRule::failed(const Error& error) {
  const std::lock_guard lock(mutex_);
  done_++;
  failures_++;
  in_a_row_++;
  if (hopeless(error.fault)) stop_locked(error);
  if (failures_in_a_row_ > 0 && in_a_row_ >= failures_in_a_row_)
    stop_locked({fault_of_all(error.fault),
                 fmt::format("{} photos in a row failed, the last one because: {}", in_a_row_, error.detail),
                 {}});
  const double share = static_cast<double>(failures_) / static_cast<double>(done_);
  if (done_ >= too_few_to_judge && share > failures_share_)
    stop_locked({Fault::limit_reached, fmt::format("{} of {} photos failed, more than allowed", failures_, done_)});
}

void StopRule::stop(const Error& error) {
  const std::lock_guard lock(mutex_);
  stop_locked(error);
}

std::optional<Error> StopRule::reason() const {
  const std::lock_guard lock(mutex_);
  return reason_;
}

void StopRule::stop_locked(Error error) {
  if (!reason_) reason_ = std::move(error);
}

}  // namespace headroom::delivery
