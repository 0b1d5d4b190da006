#pragma once

#include <array>
#include <chrono>
#include <optional>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace headroom::store {

/// How many writes a second are allowed, by day of the week and time of day, local time.
///
///     20                                                one pace: writes a second; 0.5 is one every two seconds
///     off, unlimited                                    none; as many as the store takes
///     08:00=2 18:00=50                                  every day
///     Mon-Fri 08:00=off 19:00=20 Sat 00:00=unlimited    days hold for the times that follow, until others are named
///     Mon,Wed-Thu 12:00=5 daily 00:00=50                lists and ranges of days (Fri-Mon goes on past Sunday); all
///
/// Each entry holds from its time on until the next one of the week; the last one of the week until the first.
/// Capitals do not matter. Where clocks are put forward an hour that does not exist is passed over; where they are put
/// back one happens twice.
class Timetable {
 public:
  /// No limit at any time.
  Timetable() = default;

  /// fails  usage: a sentence that names what is wrong and shows an example
  static Result<Timetable> parse(std::string_view text);

  /// Writes a second at this moment; 0: none; nothing: no limit.
  std::optional<double> at(std::chrono::system_clock::time_point moment) const;

  /// When what holds at `moment` changes next, to the minute; nothing: never.
  std::optional<std::chrono::system_clock::time_point> change_after(std::chrono::system_clock::time_point moment) const;

 private:
  struct Entry {
    int minute = 0;  // of the week, Monday 0:00 is 0
    std::optional<double> rate;
  };
  Result<void> add(const std::array<bool, 7>& days, std::string_view entry);
  Result<Timetable> sorted() &&;

  std::vector<Entry> entries_;  // by minute; the last one of the week holds until the first
};

}  // namespace headroom::store
