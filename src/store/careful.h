#pragma once

#include <atomic>
#include <memory>

#include "base/clock.h"
#include "store/photo_store.h"
#include "store/timetable.h"

namespace headroom::store {

/// How a store is treated.
struct Care {
  Timetable pace;     // writes a second, by day and time
  int in_flight = 0;  // operations at the same time at most; 0: what suits the store
  int tries = 5;      // of one operation, the first one counted
  bool dry = false;   // writes are not passed on
  bool raw = false;   // tests: nothing but what `dry` says
  unsigned seed = 0;  // of the jitter of waits; 0: one of its own
};

/// What the wrappers do, for progress; read by another thread while it goes on.
struct Pulse {
  std::atomic<long long> paused_until{0};  // steady clock, nanoseconds; the past: no pause
  std::atomic<int> in_flight{0};           // operations going on
  std::atomic<int> allowed{0};             // operations allowed at the same time now
  std::atomic<double> pace{0};             // writes a second allowed now; 0: no limit, or none (off_until)
  std::atomic<long long> off_until{0};  // steady clock, nanoseconds: writes wait for their hours; the past: they do not
  std::atomic<long long> writes{0};     // passed on to the store, tries counted one by one
  std::atomic<long long> retries{0};
  std::atomic<long long> refusals{0};  // times that the store asked to come back later
};

/// A store with everything wrapped around it that every store needs; the one place where wrappers are put together:
///
///     breaker( one writer a person( retrying( paced( dry( store )))))
///
/// `inner`, `clock`, `stop` and `pulse` outlive it. Waits end early when `stop` becomes true, with
/// Fault::limit_reached.
std::unique_ptr<PhotoStore> careful(PhotoStore& inner, const Care& care, Clock& clock, const std::atomic<bool>& stop,
                                    Pulse& pulse);

}  // namespace headroom::store
