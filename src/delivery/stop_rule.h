#pragma once

#include <mutex>
#include <optional>

#include "base/result.h"

namespace headroom::delivery {

struct Policy;

/// Decides when a delivery must not go on: too many changes, too many failures, a login refused. Safe to use from
/// several threads.
class StopRule {
 public:
  explicit StopRule(const Policy& policy);

  /// True when one more photo may be written or removed; asked before each.
  bool may_change();

  void succeeded();
  void failed(const Error& error);

  /// Stops for this reason, unless there is one already.
  void stop(const Error& error);

  std::optional<Error> reason() const;

 private:
  void stop_locked(Error error);

  const long long max_changes_;
  const int failures_in_a_row_;
  const double failures_share_;
  mutable std::mutex mutex_;
  long long changes_ = 0;
  long long done_ = 0;
  long long failures_ = 0;
  int in_a_row_ = 0;
  std::optional<Error> reason_;
};

}  // namespace headroom::delivery
