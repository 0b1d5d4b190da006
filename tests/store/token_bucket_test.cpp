#include "store/token_bucket.h"

#include <gtest/gtest.h>

namespace headroom::store {
namespace {

using namespace std::chrono_literals;

/// Tokens taken in a time in which somebody always waits for the next one.
int taken(TokenBucket& bucket, Clock::Time from, Clock::Duration during, double rate) {
  int count = 0;
  for (Clock::Time now = from; now <= from + during;) {
    const auto later = bucket.take(now, rate);
    if (later) {
      EXPECT_GT(*later, now);
      now = *later;
    } else {
      count++;
    }
  }
  return count;
}

TEST(TokenBucket, gives_one_at_once_and_then_as_many_a_second_as_asked_for) {
  for (const double rate : {0.1, 1.0, 3.0, 7.0, 20.0, 333.0}) {
    TokenBucket bucket;
    // One less where its last moment is a fraction of a nanosecond too late.
    EXPECT_NEAR(taken(bucket, Clock::Time(1h), 100s, rate), 0.5 + 100 * rate, 0.5) << rate;
  }
}

TEST(TokenBucket, saves_no_more_than_a_second_and_at_least_one) {
  for (const double rate : {0.5, 1.0, 20.0}) {
    TokenBucket bucket;
    taken(bucket, Clock::Time(1h), 1s, rate);
    int burst = 0;
    while (!bucket.take(Clock::Time(2h), rate)) burst++;
    EXPECT_EQ(burst, rate < 1 ? 1 : static_cast<int>(rate)) << rate;
  }
}

TEST(TokenBucket, takes_another_pace_at_once) {
  TokenBucket bucket;
  EXPECT_FALSE(bucket.take(Clock::Time(1h), 0.001));
  EXPECT_GT(*bucket.take(Clock::Time(1h), 0.001), Clock::Time(1h + 900s));
  EXPECT_EQ(*bucket.take(Clock::Time(1h), 10), Clock::Time(1h + 100ms));
}

TEST(TokenBucket, bears_a_clock_that_stands_still_or_goes_back) {
  TokenBucket bucket;
  EXPECT_FALSE(bucket.take(Clock::Time(1h), 1));
  EXPECT_TRUE(bucket.take(Clock::Time(1h), 1));
  EXPECT_TRUE(bucket.take(Clock::Time(1s), 1));
}

}  // namespace
}  // namespace headroom::store
