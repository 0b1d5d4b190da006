#include "delivery/patience.h"

#include <gmock/gmock.h>

namespace headroom::delivery {
namespace {

using namespace std::chrono_literals;

/// Looks until a photo that is shown after so long is seen; returns how many looks that took.
int looks_needed(Patience& patience, Clock::Duration delay) {
  Clock::Duration at = patience.first_wait();
  Clock::Duration missed{-1};
  for (int looks = 1;; looks++) {
    if (at >= delay) {
      patience.learn(missed, at);
      return looks;
    }
    missed = at;
    at += Patience::wait_after(looks);
  }
}

TEST(Patience, waits_longer_after_each_look) {
  const Clock::Duration waits[] = {500ms, 1s, 2s, 4s, 8s, 8s, 8s};
  int looks = 0;
  for (const auto wait : waits) EXPECT_EQ(Patience::wait_after(++looks), wait);
  EXPECT_EQ(Patience::wait_after(1'000'000), 8s);
}

TEST(Patience, looks_at_once_before_it_knows) { EXPECT_EQ(Patience().first_wait(), 0s); }

TEST(Patience, learns_how_long_photos_need) {
  for (const Clock::Duration delay : {0ms, 300ms, 2'000ms, 10'000ms, 45'000ms}) {
    Patience patience;
    looks_needed(patience, delay);
    int looks = 0;
    for (int i = 0; i < 100; i++) looks += looks_needed(patience, delay);
    EXPECT_LE(looks, 200) << delay.count();
    EXPECT_LE(patience.first_wait(), delay + delay / 5 + 1ms) << "no time is lost" << delay.count();
  }
}

TEST(Patience, learns_anew_when_the_service_becomes_quicker_or_slower) {
  Patience patience;
  for (int i = 0; i < 20; i++) looks_needed(patience, 2s);
  for (int i = 0; i < 40; i++) looks_needed(patience, 20s);
  EXPECT_LE(looks_needed(patience, 20s), 3);
  for (int i = 0; i < 400; i++) looks_needed(patience, 2s);
  EXPECT_LT(patience.first_wait(), 3s);
}

TEST(Patience, is_not_misled_by_many_who_saw_their_photos_at_the_same_time) {
  Patience patience;
  for (int i = 0; i < 20; i++) looks_needed(patience, 10s);
  const auto first = patience.first_wait();
  for (int i = 0; i < 48; i++) patience.learn(-1s, first);
  EXPECT_GT(patience.first_wait(), 9s);
}

}  // namespace
}  // namespace headroom::delivery
