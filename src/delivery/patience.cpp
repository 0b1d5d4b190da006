#include "delivery/patience.h"

#include <algorithm>

namespace headroom::delivery {
namespace {

constexpr Clock::Duration shortest_wait = std::chrono::milliseconds(500);
constexpr Clock::Duration longest_wait = std::chrono::seconds(8);

/// Seen at the first look: it may have been there before.
Clock::Duration a_little_less(Clock::Duration delay) { return delay - delay / 32; }

}  // namespace

Clock::Duration Patience::first_wait() const {
  const std::lock_guard lock(mutex_);
  return std::max<Clock::Duration>(expected_, Clock::Duration::zero());
}

Clock::Duration Patience::wait_after(int looks) {
  Clock::Duration wait = shortest_wait;
  for (int i = 1; i < looks && wait < longest_wait; i++) wait *= 2;
  return std::min(wait, longest_wait);
}

void Patience::learn(Clock::Duration missed, Clock::Duration seen) {
  const Clock::Duration delay = missed.count() < 0 ? a_little_less(seen) : missed + (seen - missed) / 2;
  const std::lock_guard lock(mutex_);
  // Many people are waited for at once, and all of them tell: each moves it by a quarter, towards what it saw.
  expected_ = expected_.count() < 0 ? delay : expected_ + (delay - expected_) / 4;
}

}  // namespace headroom::delivery
