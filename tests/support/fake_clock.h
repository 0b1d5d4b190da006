#pragma once

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <set>
#include <vector>

#include "base/clock.h"

namespace headroom::test {

/// Time that moves when somebody sleeps: to the end of the earliest sleep there is. Safe to use from several threads.
/// `hold` makes it stand still, so that sleepers stay asleep until the test moves time itself.
class FakeClock final : public Clock {
 public:
  /// Monday, 2026-01-05, 12:00 UTC, unless told otherwise.
  explicit FakeClock(WallTime wall = WallTime(std::chrono::seconds(1'767'614'400))) : wall_(wall) {}

  Time now() const override {
    const std::lock_guard lock(mutex_);
    return now_;
  }
  WallTime wall() const override {
    const std::lock_guard lock(mutex_);
    return wall_ + std::chrono::duration_cast<WallTime::duration>(now_ - begin());
  }

  bool sleep_until(Time until, const std::atomic<bool>& stop) override {
    std::unique_lock lock(mutex_);
    if (until > now_ && !stop) sleeps_.push_back(until - now_);
    const auto self = sleepers_.insert(until);
    while (!stop && now_ < until) {
      if (!held_ && self == sleepers_.begin()) {
        now_ = until;
        moved_.notify_all();
      } else {
        moved_.wait_for(lock, std::chrono::milliseconds(5));
      }
    }
    sleepers_.erase(self);
    moved_.notify_all();
    return !stop;
  }

  void hold() {
    const std::lock_guard lock(mutex_);
    held_ = true;
  }
  void release() {
    const std::lock_guard lock(mutex_);
    held_ = false;
    moved_.notify_all();
  }
  void advance(Duration duration) {
    const std::lock_guard lock(mutex_);
    now_ += duration;
    moved_.notify_all();
  }
  /// Waits until so many threads are asleep.
  void wait_for_sleepers(std::size_t count) {
    std::unique_lock lock(mutex_);
    while (sleepers_.size() < count) moved_.wait_for(lock, std::chrono::milliseconds(1));
  }

  /// Since the beginning.
  Duration passed() const { return now() - begin(); }
  /// Lengths of the sleeps so far.
  std::vector<Duration> sleeps() const {
    const std::lock_guard lock(mutex_);
    return sleeps_;
  }

 private:
  static Time begin() { return Time(std::chrono::hours(1)); }

  mutable std::mutex mutex_;
  std::condition_variable moved_;
  Time now_ = begin();
  const WallTime wall_;
  bool held_ = false;
  std::multiset<Time> sleepers_;
  std::vector<Duration> sleeps_;
};

}  // namespace headroom::test
