#include "cli/progress.h"

#include <gtest/gtest.h>

#include <sstream>

namespace headroom::cli {
namespace {

TEST(Progress, says_how_far_how_fast_and_how_long) {
  batch::Progress progress;
  progress.total = 10'000;
  progress.total_work = 1'000'000;
  EXPECT_EQ(progress_line(progress, 0, 0), "0/10000 photos");
  progress.done = 1'000;
  progress.done_work = 400'000;
  progress.failed = 3;
  EXPECT_EQ(progress_line(progress, 50, 5'000), "1000/10000 photos  50.0/s  3 failed  2:00 left");
  EXPECT_EQ(progress_line(progress, 0.5, 50), "1000/10000 photos  0.5/s  3 failed  3:20:00 left");
  progress.done = 10'000;
  progress.done_work = 1'000'000;
  EXPECT_EQ(progress_line(progress, 50, 5'000), "10000/10000 photos  50.0/s  3 failed");
}

TEST(Progress, the_rate_follows_the_last_half_minute) {
  Rate rate;
  EXPECT_EQ(rate.per_second(), 0);
  rate.add(Rate::Seconds(0), 0);
  EXPECT_EQ(rate.per_second(), 0);
  rate.add(Rate::Seconds(10), 100);
  EXPECT_DOUBLE_EQ(rate.per_second(), 10);
  for (int second = 11; second <= 100; second++) rate.add(Rate::Seconds(second), 100 + 2 * (second - 10));
  EXPECT_DOUBLE_EQ(rate.per_second(), 2);
}

TEST(Progress, reporting_ends_with_the_reporter) {
  batch::Progress progress;
  std::ostringstream out;
  { const ProgressReporter reporter(progress, out, true); }
  EXPECT_EQ(out.str(), "\r\033[K");
}

}  // namespace
}  // namespace headroom::cli
