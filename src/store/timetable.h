#pragma once

#include <chrono>
#include <optional>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace headroom::store {

/// How many writes a second are allowed, by day of the week and time of day, local time.
class Timetable {
 public:
  /// No limit at any time.
  Timetable() = default;

  /// Reads "20" (writes a second), "off" (none), "unlimited", or entries that each hold from their time on until the
  /// next one: "08:00=2 18:00=50", "Mon-Fri 08:00=off Mon-Fri 19:00=20 Sat 00:00=unlimited".
  ///
  /// fails  usage: a sentence that names what is wrong and shows an example
  static Result<Timetable> parse(std::string_view text);

  /// Writes a second at this moment; 0: none; nothing: no limit.
  std::optional<double> at(std::chrono::system_clock::time_point moment) const;

  /// When what holds at `moment` changes next; nothing: never.
  std::optional<std::chrono::system_clock::time_point> change_after(std::chrono::system_clock::time_point moment) const;

 private:
  struct Entry {
    int minute = 0;  // of the week, Monday 0:00 is 0
    std::optional<double> rate;
  };
  std::vector<Entry> entries_;  // by minute; the last one of the week holds until the first
};

}  // namespace headroom::store
