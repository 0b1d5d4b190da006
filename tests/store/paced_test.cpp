#include "store/paced.h"

#include <gmock/gmock.h>

#include <thread>

#include "store/scripted_store.h"
#include "support/fake_clock.h"

namespace headroom::store {
namespace {

using namespace std::chrono_literals;
using headroom::test::FakeClock;
using test::ada;
using test::bob;
using test::ScriptedStore;

struct PacedTest : testing::Test {
  static Timetable timetable(const char* text) { return Timetable::parse(text).value(); }
  long long pause_left() const {
    return pulse.paused_until - std::chrono::nanoseconds(clock.now().time_since_epoch()).count();
  }

  FakeClock clock;
  std::atomic<bool> stop{false};
  Pulse pulse;
  ScriptedStore store;
};

TEST_F(PacedTest, writes_at_the_pace_and_reads_as_fast_as_it_can) {
  Paced paced(store, timetable("4"), 8, clock, stop, pulse);
  for (int i = 0; i < 41; i++) EXPECT_TRUE(i % 2 == 0 ? paced.put(ada, test::photo) : paced.remove(bob));
  EXPECT_EQ(clock.passed(), 10s);
  for (int i = 0; i < 100; i++) EXPECT_TRUE(paced.get(ada) && paced.find("ada"));
  EXPECT_TRUE(paced.list([](const Person&) {}));
  EXPECT_EQ(clock.passed(), 10s);
  EXPECT_EQ(pulse.writes, 41);
  EXPECT_EQ(pulse.pace, 4);
  EXPECT_EQ(pulse.allowed, 8);
  EXPECT_EQ(pulse.in_flight, 0);
}

TEST_F(PacedTest, waits_for_its_hours) {
  // Whatever the local time is: it begins within an hour that is off.
  const auto off_now = timetable("Mon 00:00=off Wed 00:00=unlimited");
  Paced paced(store, off_now, 8, clock, stop, pulse);
  EXPECT_TRUE(paced.get(ada));
  EXPECT_EQ(clock.passed(), 0s);
  EXPECT_TRUE(paced.put(ada, test::photo));
  EXPECT_GT(clock.passed(), 20h);
  EXPECT_LT(clock.passed(), 50h);
  EXPECT_EQ(std::chrono::nanoseconds(pulse.off_until), clock.now().time_since_epoch());
}

TEST_F(PacedTest, says_so_where_no_hour_ever_comes) {
  Paced paced(store, timetable("off"), 8, clock, stop, pulse);
  const auto put = paced.put(ada, test::photo);
  ASSERT_FALSE(put);
  EXPECT_EQ(put.error().fault, Fault::limit_reached);
  EXPECT_THAT(put.error().detail, testing::HasSubstr("18:00=20"));
  EXPECT_TRUE(store.calls().empty());
}

TEST_F(PacedTest, leaves_the_store_alone_for_as_long_as_it_asks) {
  Paced paced(store, {}, 8, clock, stop, pulse);
  store.fails(Fault::busy, 1, 17s);
  EXPECT_EQ(paced.put(ada, test::photo).error().fault, Fault::busy);
  EXPECT_EQ(std::chrono::nanoseconds(pause_left()), 17s);
  EXPECT_EQ(pulse.refusals, 1);
  EXPECT_TRUE(paced.get(bob));  // all operations wait, not this person's alone
  EXPECT_EQ(clock.passed(), 17s);
}

TEST_F(PacedTest, makes_no_burst_of_writes_after_a_pause) {
  Paced paced(store, timetable("1"), 8, clock, stop, pulse);
  store.fails(Fault::busy, 1, 1h);
  EXPECT_FALSE(paced.get(ada));
  clock.hold();
  std::vector<std::thread> threads;
  for (int i = 0; i < 5; i++) threads.emplace_back([&] { EXPECT_TRUE(paced.put(ada, test::photo)); });
  clock.wait_for_sleepers(1);
  for (int i = 0; i < 10; i++) clock.advance(1s);
  clock.advance(1h);
  clock.release();
  for (auto& thread : threads) thread.join();
  EXPECT_GE(clock.passed(), 1h + 10s + 3'999ms);  // one at once, four more
}

TEST_F(PacedTest, pauses_longer_each_time_that_the_store_is_still_busy) {
  Paced paced(store, {}, 8, clock, stop, pulse);
  store.fails(Fault::busy, 8);
  for (int i = 0; i < 8; i++) EXPECT_FALSE(paced.get(ada));
  EXPECT_TRUE(paced.get(ada));
  using testing::ElementsAre;
  EXPECT_THAT(clock.sleeps(), ElementsAre(1s, 2s, 4s, 8s, 16s, 32s, 60s, 60s));
  store.fails(Fault::busy);
  EXPECT_FALSE(paced.get(ada));
  EXPECT_EQ(std::chrono::nanoseconds(pause_left()), 1s);
}

TEST_F(PacedTest, allows_fewer_operations_after_trouble_and_more_again_after_successes) {
  Paced paced(store, {}, 8, clock, stop, pulse);
  const Fault troubles[] = {Fault::unreachable, Fault::unknown_outcome, Fault::busy};
  int allowed = 8;
  for (const Fault fault : troubles) {
    store.fails(fault, 2);  // twice within a second counts once
    EXPECT_FALSE(paced.get(ada));
    if (fault != Fault::busy) {
      EXPECT_FALSE(paced.get(ada));
    }
    allowed /= 2;
    EXPECT_EQ(pulse.allowed, allowed) << name(fault);
    clock.advance(2s);
  }
  EXPECT_FALSE(paced.get(ada));  // the second busy
  for (int i = 0; i < 350; i++) EXPECT_TRUE(paced.get(ada));
  EXPECT_EQ(pulse.allowed, 8);
  store.fails(Fault::access_denied, 5);
  for (int i = 0; i < 5; i++) EXPECT_FALSE(paced.get(ada));
  EXPECT_EQ(pulse.allowed, 8);
}

TEST_F(PacedTest, does_not_reach_the_store_once_it_is_stopped) {
  Paced paced(store, {}, 8, clock, stop, pulse);
  stop = true;
  const auto put = paced.put(ada, test::photo);
  ASSERT_FALSE(put);
  EXPECT_EQ(put.error().fault, Fault::limit_reached);
  EXPECT_EQ(put.error().detail, "stopped before it was its turn");
  EXPECT_EQ(paced.get(ada).error().fault, Fault::limit_reached);
  EXPECT_TRUE(store.calls().empty());
}

TEST_F(PacedTest, wakes_up_all_that_wait_when_it_is_stopped) {
  clock.hold();
  Paced paced(store, timetable("1"), 1, clock, stop, pulse);
  EXPECT_TRUE(paced.put(ada, test::photo));
  store.fails(Fault::busy, 1, 1h);
  EXPECT_FALSE(paced.get(ada));
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; i++) {
    threads.emplace_back([&] { EXPECT_EQ(paced.put(ada, test::photo).error().fault, Fault::limit_reached); });
    threads.emplace_back([&] { EXPECT_EQ(paced.get(bob).error().fault, Fault::limit_reached); });
  }
  clock.wait_for_sleepers(2);  // one write, one read; the others wait behind them
  stop = true;
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(store.calls().size(), 2U);
}

TEST_F(PacedTest, keeps_the_pace_and_the_limit_with_several_threads) {
  Paced paced(store, timetable("10"), 2, clock, stop, pulse);
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; i++)
    threads.emplace_back([&] {
      for (int turn = 0; turn < 25; turn++) {
        EXPECT_TRUE(paced.put(ada, test::photo));
        EXPECT_LE(pulse.in_flight, 2);
        EXPECT_TRUE(paced.get(ada));
      }
    });
  for (auto& thread : threads) thread.join();
  EXPECT_GE(clock.passed(), 19'899ms);  // 200 writes, one at once
  EXPECT_EQ(pulse.writes, 200);
}

}  // namespace
}  // namespace headroom::store
