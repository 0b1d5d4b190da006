#include "cli/delivery_progress.h"

#include <gtest/gtest.h>

#include <chrono>

namespace headroom::cli {
namespace {

TEST(LiveLine, fits_into_a_line_of_the_terminal) {
  const Look look{"412/1000 people  120 written", 0.5};
  EXPECT_EQ(fitted(look, 120), "[============            ] 412/1000 people  120 written");
  EXPECT_EQ(fitted(look, 40), "412/1000 people  120 written");
  EXPECT_EQ(fitted(look, 11), "412/1000 p");
  EXPECT_EQ(fitted(look, 0).size(), 1u);
}

using std::chrono::nanoseconds;
using std::chrono::seconds;

struct Delivery {
  delivery::DeliveryProgress progress;
  store::Pulse pulse;
  Clock::Time now{seconds(1000)};

  std::string line(double people_per_second) const { return delivery_line(progress, pulse, people_per_second, now); }
  long long in(seconds wait) const { return nanoseconds(now.time_since_epoch() + wait).count(); }
};

TEST(DeliveryLine, begins_without_a_rate) {
  Delivery delivery;
  delivery.progress.total = 1000;
  EXPECT_EQ(delivery.line(0), "0/1000 people  0 written");
}

TEST(DeliveryLine, tells_rate_operations_failures_and_time_left) {
  Delivery delivery;
  delivery.progress.total = 1000;
  delivery.progress.done = 400;
  delivery.progress.written = 120;
  delivery.progress.failed = 3;
  delivery.pulse.in_flight = 16;
  EXPECT_EQ(delivery.line(50), "400/1000 people  120 written  50.0/s  16 in flight  3 failed  0:12 left");
}

TEST(DeliveryLine, says_why_it_waits_and_counts_the_pause_in) {
  Delivery delivery;
  delivery.progress.total = 100;
  delivery.progress.done = 50;
  delivery.pulse.paused_until = delivery.in(seconds(12));
  EXPECT_EQ(delivery.line(5), "50/100 people  0 written  5.0/s  paused 12 s: the server asked for it  0:22 left");
  delivery.pulse.paused_until = delivery.in(seconds(-1));
  EXPECT_EQ(delivery.line(5), "50/100 people  0 written  5.0/s  0:10 left");
  delivery.pulse.off_until = delivery.in(std::chrono::hours(2));
  EXPECT_EQ(delivery.line(0), "50/100 people  0 written  paused 2:00:00: the timetable says so");
}

TEST(DeliveryLine, of_several_stores_shows_each_and_goes_by_who_is_through_all) {
  Delivery first, last;
  first.progress.total = 1000;
  first.progress.done = 412;
  first.progress.written = 120;
  first.pulse.in_flight = 4;
  first.pulse.paused_until = first.in(seconds(12));
  last.progress.total = 412;
  last.progress.done = 400;
  last.progress.written = 118;
  last.progress.failed = 2;
  const std::vector<Stage> stages{{"m365", &first.progress, &first.pulse}, {"ad", &last.progress, &last.pulse}};
  EXPECT_EQ(delivery_line(stages, 0, first.now),
            "m365 412/1000  120 written  4 in flight  paused 12 s: the server asked for it | ad 400/1000  118 written"
            "  2 failed");
  EXPECT_EQ(delivery_line(stages, 50, first.now),
            "50.0/s  m365 412/1000  120 written  4 in flight  paused 12 s: the server asked for it | ad 400/1000  118 "
            "written  2 failed  0:24 left");
}

}  // namespace
}  // namespace headroom::cli
