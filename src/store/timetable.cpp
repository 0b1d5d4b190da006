#include "store/timetable.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <ctime>
#include <string>

#include "base/lower_case.h"

namespace headroom::store {
namespace {

constexpr int minutes_a_day = 24 * 60;
constexpr std::string_view example = "an example: Mon-Fri 08:00=off 19:00=20 Sat 00:00=unlimited";

using Days = std::array<bool, 7>;  // from Monday

Failure wrong(std::string_view what) { return fail(Fault::usage, fmt::format("the pace: {}; {}", what, example)); }

std::vector<std::string> parts_of(std::string_view text, std::string_view separators) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const auto length = std::min(text.find_first_of(separators), text.size());
    if (length > 0) parts.emplace_back(text.substr(0, length));
    text.remove_prefix(std::min(length + 1, text.size()));
  }
  return parts;
}

constexpr std::array<std::string_view, 7> day_names{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

std::optional<int> day_of(std::string_view name) {
  const auto* const found = std::ranges::find(day_names, name);
  if (found == day_names.end()) return std::nullopt;
  return static_cast<int>(found - day_names.begin());
}

/// "mon", "mon-fri", "fri-mon"
bool add_days(std::string_view range, Days& days) {
  const auto dash = range.find('-');
  const auto first = day_of(range.substr(0, dash));
  const auto last = dash == std::string_view::npos ? first : day_of(range.substr(dash + 1));
  if (!first || !last) return false;
  for (int day = *first;; day = (day + 1) % 7) {
    days[static_cast<std::size_t>(day)] = true;
    if (day == *last) return true;
  }
}

Result<Days> parse_days(const std::string& text) {
  Days days{};
  if (text == "daily") {
    days.fill(true);
    return days;
  }
  const auto ranges = parts_of(text, ",");
  for (const auto& range : ranges.empty() ? std::vector{text} : ranges)
    if (!add_days(range, days))
      return wrong(fmt::format("\"{}\" is no day or range of days such as Mon, Mon-Fri or Mon,Wed", text));
  return days;
}

/// All of it, digits only.
std::optional<int> whole_number(std::string_view text) {
  int value = 0;
  const auto* const end = text.data() + text.size();
  const auto [at, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc() || at != end || text.empty() || text.front() == '-') return std::nullopt;
  return value;
}

/// Minutes after midnight.
Result<int> parse_time(std::string_view text) {
  const auto colon = text.find(':');
  if (colon == 1 || colon == 2) {
    const auto hour = whole_number(text.substr(0, colon)), minute = whole_number(text.substr(colon + 1));
    if (hour && minute && *hour < 24 && *minute < 60 && text.size() == colon + 3) return *hour * 60 + *minute;
  }
  return wrong(fmt::format("\"{}\" is no time from 00:00 to 23:59", text));
}

Result<std::optional<double>> parse_rate(std::string_view text) {
  if (text == "off") return 0.0;
  if (text == "unlimited") return std::optional<double>();
  double rate = 0;
  const auto* const end = text.data() + text.size();
  const auto [at, error] = std::from_chars(text.data(), end, rate, std::chars_format::fixed);
  const bool number =
      error == std::errc() && at == end && text.find_first_not_of("0123456789.") == std::string_view::npos;
  // 0 is "no limit" in other programs.
  if (number && rate == 0) return wrong("0 could mean two things: write off or unlimited");
  if (!number || rate < 0.001 || rate > 1e6)
    return wrong(fmt::format("\"{}\" is no number of writes a second (0.001 to 1000000), off or unlimited", text));
  return rate;
}

int minute_of_week(std::chrono::system_clock::time_point moment) {
  const std::time_t seconds = std::chrono::system_clock::to_time_t(moment);
  std::tm local{};
  ::localtime_r(&seconds, &local);
  return (local.tm_wday + 6) % 7 * minutes_a_day + local.tm_hour * 60 + local.tm_min;
}

}  // namespace

Result<void> Timetable::add(const std::array<bool, 7>& days, std::string_view entry) {
  const auto equals = entry.find('=');
  const auto time = parse_time(entry.substr(0, equals));
  if (!time) return Failure(time.error());
  const auto rate = parse_rate(entry.substr(equals + 1));
  if (!rate) return Failure(rate.error());
  for (int day = 0; day < 7; day++)
    if (days[static_cast<std::size_t>(day)]) entries_.push_back({day * minutes_a_day + *time, *rate});
  return {};
}

Result<Timetable> Timetable::parse(std::string_view text) {
  const auto words = parts_of(lower_case(text), " \t\r\n");
  if (words.empty()) return wrong("nothing is said");
  Timetable timetable;
  if (words.size() == 1 && words[0].find('=') == std::string::npos) {
    const auto rate = parse_rate(words[0]);
    if (!rate) return Failure(rate.error());
    timetable.entries_.push_back({0, *rate});
    return timetable;
  }
  Days days{};
  days.fill(true);
  bool days_without_time = false;
  for (const auto& word : words) {
    days_without_time = word.find('=') == std::string::npos;
    if (days_without_time) {
      const auto named = parse_days(word);
      if (!named) return Failure(named.error());
      days = *named;
    } else if (auto added = timetable.add(days, word); !added) {
      return Failure(added.error());
    }
  }
  if (days_without_time) return wrong(fmt::format("no time and pace after \"{}\"", words.back()));
  return std::move(timetable).sorted();
}

Result<Timetable> Timetable::sorted() && {
  std::ranges::stable_sort(entries_, {}, &Entry::minute);
  const auto twice = std::ranges::adjacent_find(entries_, {}, &Entry::minute);
  if (twice == entries_.end()) return std::move(*this);
  const int minute = twice->minute % minutes_a_day;
  return wrong(fmt::format("two entries for {} {:02}:{:02}",
                           day_names[static_cast<std::size_t>(twice->minute / minutes_a_day)], minute / 60,
                           minute % 60));
}

std::optional<double> Timetable::at(std::chrono::system_clock::time_point moment) const {
  if (entries_.empty()) return std::nullopt;
  const auto later = std::ranges::upper_bound(entries_, minute_of_week(moment), {}, &Entry::minute);
  return later == entries_.begin() ? entries_.back().rate : std::prev(later)->rate;
}

std::optional<std::chrono::system_clock::time_point> Timetable::change_after(
    std::chrono::system_clock::time_point moment) const {
  if (entries_.size() < 2) return std::nullopt;
  // Minute by minute, since clocks that are put forward or back then need no thought; 3 ms at most.
  const auto now = at(moment);
  auto then = std::chrono::floor<std::chrono::minutes>(moment);
  for (int minute = 0; minute < 8 * minutes_a_day; minute++) {
    then += std::chrono::minutes(1);
    if (at(then) != now) return then;
  }
  return std::nullopt;
}

}  // namespace headroom::store
