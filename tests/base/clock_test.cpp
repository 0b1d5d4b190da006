#include "base/clock.h"

#include <gtest/gtest.h>

#include <thread>

#include "support/fake_clock.h"

namespace headroom {
namespace {

using namespace std::chrono_literals;

TEST(SystemClock, sleeps_until_the_time_has_come) {
  const std::atomic<bool> stop{false};
  Clock& clock = system_clock();
  const auto until = clock.now() + 3ms;
  EXPECT_TRUE(clock.sleep_until(until, stop));
  EXPECT_GE(clock.now(), until);
}

TEST(SystemClock, returns_at_once_from_a_sleep_until_the_past_or_when_stopped) {
  Clock& clock = system_clock();
  std::atomic<bool> stop{false};
  EXPECT_TRUE(clock.sleep_until(clock.now() - 1h, stop));
  stop = true;
  EXPECT_FALSE(clock.sleep_until(clock.now() + 1h, stop));
  EXPECT_FALSE(clock.sleep_until(clock.now() - 1h, stop));
}

TEST(SystemClock, wakes_up_when_it_is_stopped) {
  std::atomic<bool> stop{false};
  std::thread sleeper([&] { EXPECT_FALSE(system_clock().sleep_until(system_clock().now() + 1h, stop)); });
  stop = true;
  sleeper.join();
}

TEST(FakeClock, moves_to_the_end_of_a_sleep) {
  test::FakeClock clock;
  const std::atomic<bool> stop{false};
  const auto wall = clock.wall();
  EXPECT_TRUE(clock.sleep_until(clock.now() + 1h, stop));
  EXPECT_EQ(clock.passed(), 1h);
  EXPECT_EQ(clock.wall() - wall, 1h);
}

TEST(FakeClock, wakes_sleepers_in_the_order_of_their_times) {
  test::FakeClock clock;
  const std::atomic<bool> stop{false};
  clock.hold();
  std::vector<std::thread> threads;
  std::atomic<int> awake{0};
  for (int i = 1; i <= 3; i++)
    threads.emplace_back([&, i] {
      clock.sleep_until(Clock::Time(1h) + i * 10min, stop);
      awake++;
    });
  clock.wait_for_sleepers(3);
  EXPECT_EQ(awake, 0);
  clock.advance(20min);
  while (awake < 2) std::this_thread::yield();
  clock.wait_for_sleepers(1);
  EXPECT_EQ(awake, 2);
  clock.advance(10min);
  for (auto& thread : threads) thread.join();
}

}  // namespace
}  // namespace headroom
