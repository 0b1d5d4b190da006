#include "store/pause.h"

#include <gtest/gtest.h>

namespace headroom::store {
namespace {

using namespace std::chrono_literals;

constexpr Clock::Time start{1h};

TEST(Pause, is_as_long_as_the_store_asks_for) {
  Pause pause;
  pause.refused(start, start, 5s);
  EXPECT_EQ(pause.until(), start + 5s);
  pause.refused(start, start + 1s, 1s);  // shorter: the longer one holds
  EXPECT_EQ(pause.until(), start + 5s);
  pause.refused(start, start + 1s, std::chrono::milliseconds::max());
  EXPECT_EQ(pause.until(), start + 1s + 24h);
}

TEST(Pause, doubles_up_to_a_minute_where_the_store_does_not_say) {
  Pause pause;
  Clock::Time now = start;
  for (const auto length : {1s, 2s, 4s, 8s, 16s, 32s, 60s, 60s}) {
    pause.refused(now, now, 0ms);
    EXPECT_EQ(pause.until(), now + length);
    pause.refused(now, now + 100ms, 0ms);  // another one that was going on
    EXPECT_EQ(pause.until(), now + length);
    now += length;
  }
}

TEST(Pause, is_short_again_after_a_success) {
  Pause pause;
  pause.refused(start, start, 0ms);
  pause.succeeded(start);  // one that began before the pause says nothing about it
  pause.refused(start + 1s, start + 1s, 0ms);
  EXPECT_EQ(pause.until(), start + 3s);
  pause.succeeded(start + 3s);
  pause.refused(start + 10s, start + 10s, 0ms);
  EXPECT_EQ(pause.until(), start + 11s);
}

}  // namespace
}  // namespace headroom::store
