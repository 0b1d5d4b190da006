#include "store/line.h"

#include <gtest/gtest.h>

#include <optional>
#include <thread>
#include <vector>

namespace headroom::store {
namespace {

TEST(Line, lets_one_in_at_a_time) {
  Line line;
  const std::atomic<bool> stop{false};
  int inside = 0, passed = 0;  // ThreadSanitizer would complain
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; i++)
    threads.emplace_back([&] {
      for (int turn = 0; turn < 100; turn++) {
        const Line::Place place(line, stop);
        EXPECT_TRUE(place.first());
        EXPECT_EQ(++inside, 1);
        passed++;
        inside--;
      }
    });
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(passed, 800);
}

TEST(Line, lets_go_of_all_that_wait_when_stopped_and_serves_the_next) {
  Line line;
  std::atomic<bool> stop{false};
  std::optional<Line::Place> head(std::in_place, line, stop);
  std::atomic<int> let_go{0};
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; i++)
    threads.emplace_back([&] {
      const Line::Place place(line, stop);
      if (!place.first()) let_go++;
    });
  stop = true;
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(let_go, 4);
  head.reset();
  stop = false;
  EXPECT_TRUE(Line::Place(line, stop).first());
}

}  // namespace
}  // namespace headroom::store
