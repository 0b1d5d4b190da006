#pragma once

#include <atomic>
#include <chrono>
#include <string>

namespace headroom {

/// Time as an argument: a test of a minute's wait takes no time. Safe to use from several threads.
class Clock {
 public:
  using Time = std::chrono::steady_clock::time_point;
  using Duration = std::chrono::steady_clock::duration;
  using WallTime = std::chrono::system_clock::time_point;

  virtual ~Clock() = default;

  virtual Time now() const = 0;

  /// What a calendar shows, for timetables and records.
  virtual WallTime wall() const = 0;

  /// Sleeps until `until`, or until `stop` becomes true, which is seen within a twentieth of a second. Returns false
  /// when it was stopped.
  virtual bool sleep_until(Time until, const std::atomic<bool>& stop) = 0;
};

/// The real one.
Clock& system_clock();

/// "2026-11-22T23:15:30Z": for records.
std::string utc_text(Clock::WallTime moment);

}  // namespace headroom
