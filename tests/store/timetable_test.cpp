#include "store/timetable.h"

#include <gmock/gmock.h>

#include <cstdlib>
#include <ctime>

namespace headroom::store {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::system_clock;
using testing::HasSubstr;

/// Local time is that of a place, until the end of the scope.
class Place {
 public:
  explicit Place(const char* zone) {
    const char* before = std::getenv("TZ");
    if (before) before_ = before;
    had_ = before != nullptr;
    set(zone);
  }
  ~Place() { had_ ? set(before_.c_str()) : static_cast<void>((::unsetenv("TZ"), ::tzset())); }
  Place(const Place&) = delete;
  Place& operator=(const Place&) = delete;

 private:
  static void set(const char* zone) {
    ::setenv("TZ", zone, 1);
    ::tzset();
  }
  bool had_ = false;
  std::string before_;
};

constexpr const char* berlin = "CET-1CEST,M3.5.0,M10.5.0/3";  // POSIX: needs no time zone files

Timetable timetable(std::string_view text) {
  auto parsed = Timetable::parse(text);
  EXPECT_TRUE(parsed) << text << ": " << (parsed ? "" : parsed.error().detail);
  return parsed ? *parsed : Timetable();
}

/// 2026-01-05 is a Monday.
system_clock::time_point utc(int day, int hour, int minute = 0, int month = 1) {
  std::tm time{};
  time.tm_year = 126;
  time.tm_mon = month - 1;
  time.tm_mday = day;
  time.tm_hour = hour;
  time.tm_min = minute;
  return system_clock::from_time_t(::timegm(&time));
}

constexpr double none = -1;  // in tables: no limit

double rate_at(const Timetable& timetable, system_clock::time_point moment) {
  return timetable.at(moment).value_or(none);
}

TEST(Timetable, without_an_entry_sets_no_limit) {
  EXPECT_EQ(Timetable().at(utc(5, 12)), std::nullopt);
  EXPECT_EQ(Timetable().change_after(utc(5, 12)), std::nullopt);
}

TEST(Timetable, may_be_a_single_pace) {
  const struct {
    const char* text;
    double rate;
  } cases[] = {{"20", 20},          {" 0.5 ", 0.5},   {"off", 0},       {"OFF", 0},
               {"unlimited", none}, {"1000000", 1e6}, {"0.001", 0.001}, {"Unlimited", none}};
  for (const auto& c : cases) {
    EXPECT_EQ(rate_at(timetable(c.text), utc(5, 12)), c.rate) << c.text;
    EXPECT_EQ(timetable(c.text).change_after(utc(5, 12)), std::nullopt) << c.text;
  }
}

TEST(Timetable, holds_each_entry_until_the_next_one_of_the_week) {
  const Place place("UTC");
  const struct {
    const char* text;
    system_clock::time_point moment;
    double rate;
  } cases[] = {
      {"08:00=2 18:00=50", utc(5, 7, 59), 50},  // of Sunday evening
      {"08:00=2 18:00=50", utc(5, 8), 2},
      {"08:00=2 18:00=50", utc(5, 17, 59), 2},
      {"18:00=50 8:00=2", utc(11, 23, 59), 50},
      {"Mon-Fri 08:00=off 19:00=20 Sat 00:00=unlimited", utc(5, 8), 0},
      {"Mon-Fri 08:00=off 19:00=20 Sat 00:00=unlimited", utc(9, 18, 59), 0},
      {"Mon-Fri 08:00=off 19:00=20 Sat 00:00=unlimited", utc(9, 19), 20},
      {"Mon-Fri 08:00=off 19:00=20 Sat 00:00=unlimited", utc(10, 0), none},
      {"Mon-Fri 08:00=off 19:00=20 Sat 00:00=unlimited", utc(12, 7, 59), none},
      {"Mon-Fri 08:00=off Mon-Fri 19:00=20 Sat 00:00=unlimited", utc(6, 20), 20},
      {"wed 12:00=7", utc(5, 0), 7},
      {"wed 12:00=7 sun 12:00=8", utc(5, 0), 8},
      {"Sat-Mon 10:00=1 Tue-Fri 10:00=2", utc(11, 11), 1},
      {"Sat-Mon 10:00=1 Tue-Fri 10:00=2", utc(5, 11), 1},
      {"Sat-Mon 10:00=1 Tue-Fri 10:00=2", utc(6, 11), 2},
      {"Mon,Wed-Thu 12:00=5 daily 00:00=50", utc(7, 13), 5},
      {"Mon,Wed-Thu 12:00=5 daily 00:00=50", utc(6, 13), 50},
  };
  for (const auto& c : cases) EXPECT_EQ(rate_at(timetable(c.text), c.moment), c.rate) << c.text;
}

TEST(Timetable, knows_when_it_changes_next) {
  const Place place("UTC");
  const struct {
    const char* text;
    system_clock::time_point moment, change;
  } cases[] = {
      {"08:00=2 18:00=50", utc(5, 7, 59), utc(5, 8)},
      {"08:00=2 18:00=50", utc(5, 8), utc(5, 18)},
      {"08:00=2 18:00=50", utc(5, 18), utc(6, 8)},
      {"08:00=2 12:00=2 18:00=50", utc(5, 8), utc(5, 18)},  // at noon nothing changes
      {"mon 08:00=off tue 08:00=5", utc(6, 8), utc(12, 8)},
      {"08:00=2 18:00=50", utc(5, 7, 59) + std::chrono::milliseconds(59'999), utc(5, 8)},
  };
  for (const auto& c : cases) EXPECT_EQ(timetable(c.text).change_after(c.moment), c.change) << c.text;
  EXPECT_EQ(timetable("08:00=2 18:00=2").change_after(utc(5, 8)), std::nullopt);
}

TEST(Timetable, goes_by_local_time) {
  const Place place("XST-5:30");  // east of Greenwich
  const auto table = timetable("Mon 00:00=1 Tue 00:00=2");
  EXPECT_EQ(rate_at(table, utc(4, 18, 29)), 2);
  EXPECT_EQ(rate_at(table, utc(4, 18, 30)), 1);
  EXPECT_EQ(table.change_after(utc(4, 19)), utc(5, 18, 30));
}

TEST(Timetable, survives_clocks_that_are_put_forward_and_back) {
  const Place place(berlin);
  const auto table = timetable("01:00=1 02:30=2 04:00=3");
  // 2026-03-29, 01:00 UTC: from 02:00 to 03:00.
  EXPECT_EQ(rate_at(table, utc(29, 0, 59, 3)), 1);
  EXPECT_EQ(rate_at(table, utc(29, 1, 0, 3)), 2);
  EXPECT_EQ(table.change_after(utc(29, 0, 30, 3)), utc(29, 1, 0, 3));
  EXPECT_EQ(table.change_after(utc(29, 1, 0, 3)), utc(29, 2, 0, 3));
  // 2026-10-25, 01:00 UTC: from 03:00 to 02:00.
  EXPECT_EQ(rate_at(table, utc(25, 0, 45, 10)), 2);
  EXPECT_EQ(rate_at(table, utc(25, 1, 15, 10)), 1);
  EXPECT_EQ(table.change_after(utc(25, 0, 45, 10)), utc(25, 1, 0, 10));
  EXPECT_EQ(table.change_after(utc(25, 1, 15, 10)), utc(25, 1, 30, 10));
}

TEST(Timetable, always_changes_later_than_now_all_year_round) {
  const Place place(berlin);
  const auto table = timetable("Mon-Fri 02:30=off 19:00=20 Sun 03:00=unlimited");
  for (auto moment = utc(1, 0); moment < utc(31, 23, 0, 12); moment += hours(37) + minutes(11)) {
    const auto change = table.change_after(moment);
    ASSERT_TRUE(change);
    EXPECT_GT(*change, moment);
    EXPECT_LE(*change, moment + hours(7 * 24));
    EXPECT_NE(table.at(*change), table.at(moment));
    EXPECT_EQ(table.at(*change - minutes(1)), table.at(moment));
  }
}

TEST(Timetable, says_what_is_wrong_and_shows_an_example) {
  const struct {
    const char* text;
    const char* says;
  } cases[] = {
      {"", "nothing is said"},
      {"  ", "nothing is said"},
      {"0", "off or unlimited"},
      {"0.0", "off or unlimited"},
      {"-1", "\"-1\" is no number"},
      {"+1", "\"+1\""},
      {"nan", "\"nan\""},
      {"inf", "\"inf\""},
      {"1e3", "\"1e3\""},
      {"0x10", "\"0x10\""},
      {"1000001", "\"1000001\""},
      {"99999999999999999999999999", "is no number"},
      {"fast", "\"fast\""},
      {"20 30", "\"20\" is no day"},
      {"Mon", "\"mon\""},
      {"Mon 20", "\"20\" is no day"},
      {"08:00=", "\"\" is no number"},
      {"=5", "\"\" is no time"},
      {"24:00=5", "\"24:00\""},
      {"08:60=5", "\"08:60\""},
      {"8=5", "\"8\""},
      {"08:0=5", "\"08:0\""},
      {"008:00=5", "\"008:00\""},
      {"-1:00=5", "\"-1:00\""},
      {"08:-1=5", "\"08:-1\""},
      {"08:00=5=6", "\"5=6\""},
      {"Mon-08:00=5", "\"mon-08:00\""},
      {"Mon- 08:00=5", "\"mon-\""},
      {"Mon-Tue-Wed 08:00=5", "\"mon-tue-wed\""},
      {"Monday 08:00=5", "\"monday\""},
      {", 08:00=5", "\",\" is no day"},
      {"08:00=5 Mon", "no time and pace after \"mon\""},
      {"08:00=5 8:00=6", "two entries for mon 08:00"},
      {"08:00=5 Sun 08:00=6", "two entries for sun 08:00"},
  };
  for (const auto& c : cases) {
    const auto parsed = Timetable::parse(c.text);
    ASSERT_FALSE(parsed) << c.text;
    EXPECT_EQ(parsed.error().fault, Fault::usage);
    EXPECT_THAT(parsed.error().detail, HasSubstr(c.says)) << c.text;
    EXPECT_THAT(parsed.error().detail, HasSubstr("Mon-Fri 08:00=off"));
  }
}

}  // namespace
}  // namespace headroom::store
