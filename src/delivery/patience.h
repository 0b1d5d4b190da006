#pragma once

#include <mutex>

#include "base/clock.h"

namespace headroom::delivery {

/// When to look for a photo that a store shows some time after it was written. The first look comes after about as long
/// as the photos before needed, so that a delay that all of them share costs a look or two each; those that follow come
/// 0.5 s later, then 1, 2, 4 and 8 s, and so on every 8 s. Safe to use from several threads.
class Patience {
 public:
  /// From the write to the first look; 0 until a photo was seen.
  Clock::Duration first_wait() const;

  /// From one look to the next.
  ///
  /// looks  so far, at least 1
  static Clock::Duration wait_after(int looks);

  /// A photo was seen, so long after it was written.
  ///
  /// missed  the last look that did not see it; negative: the first look saw it
  void learn(Clock::Duration missed, Clock::Duration seen);

 private:
  mutable std::mutex mutex_;
  Clock::Duration expected_{-1};  // negative: no photo was seen
};

}  // namespace headroom::delivery
