#pragma once

#include "base/clock.h"

namespace headroom::store {

/// How long a store is left alone after it asked to come back later: as long as it says; where it does not say, 1 s,
/// and twice as long each time that it asks right after a pause, up to a minute.
class Pause {
 public:
  /// Nothing may begin before.
  Clock::Time until() const { return until_; }

  /// An operation that began then was refused. Those that began before the pause cannot make it grow.
  ///
  /// retry_after  what the store asks for, honoured up to a day; 0: it did not say
  void refused(Clock::Time began, Clock::Time now, std::chrono::milliseconds retry_after);

  void succeeded(Clock::Time began);

 private:
  Clock::Time until_{};
  Clock::Duration next_ = std::chrono::seconds(1);
};

}  // namespace headroom::store
