#include "store/request_gate.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <deque>
#include <thread>

#include "support/fake_clock.h"

namespace headroom::store {
namespace {

using namespace std::chrono_literals;
using headroom::test::FakeClock;

HttpReply status(int number, const std::string& retry_after = "") {
  HttpReply reply;
  reply.status = number;
  if (!retry_after.empty()) reply.headers["retry-after"] = retry_after;
  return reply;
}

struct RequestGateTest : testing::Test {
  Result<HttpReply> pass(RequestGate& gate, HttpReply reply = status(200), std::size_t bytes = 0) {
    return gate.pass(bytes, [&]() -> Result<HttpReply> {
      moments.push_back(clock.passed());
      return reply;
    });
  }

  FakeClock clock;
  std::atomic<bool> stop{false};
  std::vector<Clock::Duration> moments;  // of requests
};

/// The most that any window of this length holds.
std::size_t most_within(const std::vector<Clock::Duration>& moments, Clock::Duration window) {
  std::size_t most = 0;
  std::deque<Clock::Duration> held;
  for (const auto moment : moments) {
    held.push_back(moment);
    while (held.front() <= moment - window) held.pop_front();
    most = std::max(most, held.size());
  }
  return most;
}

TEST_F(RequestGateTest, keeps_just_below_the_limit_in_whichever_ten_minutes) {
  for (const int limit : {10, 25, 600, 1'000, 10'000}) {
    moments.clear();
    FakeClock fresh;
    RequestGate gate({4, limit, 1'000'000}, fresh, stop);
    while (fresh.passed() < 45min) {
      // Now and then nothing is asked for a while: no burst may follow that is over the limit.
      if (moments.size() % 977 == 900) fresh.advance(40s);
      ASSERT_TRUE(gate.pass(0, [&]() -> Result<HttpReply> {
        moments.push_back(fresh.passed());
        return status(200);
      }));
    }
    const std::size_t most = most_within(moments, 10min);
    EXPECT_LE(most, static_cast<std::size_t>(limit));
  }
}

TEST_F(RequestGateTest, loses_less_than_two_in_a_hundred_of_what_is_allowed) {
  RequestGate gate({4, 10'000, 150'000'000}, clock, stop);
  for (int i = 0; i < 10'000; i++) ASSERT_TRUE(pass(gate));
  EXPECT_LT(clock.passed(), 612s);
  EXPECT_GT(clock.passed(), 600s);
}

TEST_F(RequestGateTest, keeps_below_the_limit_of_bytes_in_whichever_five_minutes) {
  constexpr long long limit = 150'000'000;
  for (const std::size_t photo : {102'400UL, 1UL << 20, 4UL << 20}) {
    FakeClock fresh;
    RequestGate gate({4, 1'000'000, limit}, fresh, stop);
    moments.clear();
    while (fresh.passed() < 20min)
      ASSERT_TRUE(gate.pass(photo, [&]() -> Result<HttpReply> {
        moments.push_back(fresh.passed());
        return status(200);
      }));
    const auto most = static_cast<long long>(most_within(moments, 5min) * photo);
    EXPECT_LE(most, limit) << photo;
    EXPECT_GE(most, limit * 94 / 100) << photo;
  }
}

TEST_F(RequestGateTest, does_not_make_reads_wait_for_bytes_that_nobody_sends) {
  RequestGate gate({4, 600'000, 1'000'000}, clock, stop);
  ASSERT_TRUE(pass(gate, status(200), 500'000));
  for (int i = 0; i < 100; i++) ASSERT_TRUE(pass(gate));
  EXPECT_LT(clock.passed(), 1s);
  ASSERT_TRUE(pass(gate, status(200), 500'000));
  EXPECT_GT(clock.passed(), 100s);
}

TEST_F(RequestGateTest, holds_everybody_back_for_as_long_as_the_service_asks) {
  struct {
    HttpReply reply;
    Clock::Duration wait;
  } cases[] = {
      {status(429, "17"), 17s},     {status(503, "30"), 30s}, {status(429), 1s}, {status(503), 1s},
      {status(429, "rubbish"), 1s}, {status(429, "-5"), 1s},  {status(500), 0s}, {status(404), 0s},
  };
  cases[0].reply.headers["date"] = "Mon, 05 Jan 2026 12:00:00 GMT";
  for (const auto& c : cases) {
    FakeClock fresh;
    RequestGate gate({4, 1'000'000, 1'000'000}, fresh, stop);
    ASSERT_TRUE(gate.pass(0, [&]() -> Result<HttpReply> { return c.reply; }));
    ASSERT_TRUE(gate.pass(0, []() -> Result<HttpReply> { return status(200); }));
    EXPECT_GE(fresh.passed(), c.wait) << c.reply.status;
    EXPECT_LT(fresh.passed(), c.wait + 1s) << c.reply.status;
  }
}

TEST_F(RequestGateTest, understands_a_date_by_the_clock_of_the_service) {
  RequestGate gate({4, 1'000'000, 1'000'000}, clock, stop);
  HttpReply refusal = status(429, "Wed, 01 Mar 2000 10:00:20 GMT");
  refusal.headers["date"] = "Wed, 01 Mar 2000 10:00:00 GMT";
  ASSERT_TRUE(pass(gate, refusal));
  ASSERT_TRUE(pass(gate));
  EXPECT_GE(clock.passed(), 20s);
  EXPECT_LE(clock.passed(), 22s);
}

TEST_F(RequestGateTest, waits_longer_each_time_that_it_is_refused_without_a_word_how_long) {
  RequestGate gate({4, 1'000'000, 1'000'000}, clock, stop);
  for (int i = 0; i < 8; i++) ASSERT_TRUE(pass(gate, status(429)));
  ASSERT_TRUE(pass(gate));
  EXPECT_GE(clock.passed(), 1s + 2s + 4s + 8s + 16s + 32s + 60s + 60s);
}

TEST_F(RequestGateTest, lets_so_many_pass_at_the_same_time) {
  RequestGate gate({3, 1'000'000, 1'000'000}, clock, stop);
  std::atomic<int> inside{0}, most{0};
  std::vector<std::thread> threads;
  for (int i = 0; i < 12; i++)
    threads.emplace_back([&] {
      for (int turn = 0; turn < 20; turn++)
        EXPECT_TRUE(gate.pass(0, [&]() -> Result<HttpReply> {
          const int now = ++inside;
          for (int seen = most; now > seen && !most.compare_exchange_weak(seen, now);) {
          }
          std::this_thread::yield();
          inside--;
          return status(200);
        }));
    });
  for (auto& thread : threads) thread.join();
  EXPECT_LE(most, 3);
}

TEST_F(RequestGateTest, tells_whoever_is_inside_of_a_pause_that_began_meanwhile) {
  RequestGate gate({4, 1'000'000, 1'000'000}, clock, stop);
  ASSERT_TRUE(gate.pass(0, [&]() -> Result<HttpReply> {
    EXPECT_FALSE(gate.await_calm().value());
    EXPECT_TRUE(pass(gate, status(429, "9")));
    EXPECT_TRUE(gate.await_calm().value());
    EXPECT_GE(clock.passed(), 9s);
    return status(200);
  }));
}

TEST_F(RequestGateTest, lets_nobody_pass_once_it_is_stopped) {
  clock.hold();
  RequestGate gate({1, 1'000'000, 1'000'000}, clock, stop);
  ASSERT_TRUE(pass(gate, status(429, "3600")));
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; i++)
    threads.emplace_back([&] {
      const auto passed = gate.pass(0, []() -> Result<HttpReply> { return status(200); });
      EXPECT_EQ(passed.error().fault, Fault::limit_reached);
    });
  clock.wait_for_sleepers(1);
  stop = true;
  for (auto& thread : threads) thread.join();
}

TEST_F(RequestGateTest, passes_failures_on_and_frees_their_place) {
  RequestGate gate({1, 1'000'000, 1'000'000}, clock, stop);
  for (int i = 0; i < 3; i++) {
    const auto passed = gate.pass(0, []() -> Result<HttpReply> { return fail(Fault::unreachable, "gone"); });
    EXPECT_EQ(passed.error().detail, "gone");
  }
  EXPECT_TRUE(pass(gate));
}

}  // namespace
}  // namespace headroom::store
