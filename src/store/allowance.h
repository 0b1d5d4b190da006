#pragma once

#include "base/clock.h"

namespace headroom::store {

/// How many operations may go on at the same time: halved when the store has trouble, one more after each 50
/// successes in a row, never above `most` or below 1.
///
/// source  additive increase, multiplicative decrease, as in TCP (RFC 5681)
class Allowance {
 public:
  explicit Allowance(int most) : most_(most < 1 ? 1 : most), allowed_(most_) {}

  int allowed() const { return allowed_; }
  void succeeded();

  /// An operation that began then met trouble. What began before the last halving tells nothing new, and it is
  /// halved once a second at most.
  void in_trouble(Clock::Time began, Clock::Time now);

 private:
  int most_;
  int allowed_;
  int successes_ = 0;  // in a row
  bool halved_ = false;
  Clock::Time last_halved_{};
};

}  // namespace headroom::store
