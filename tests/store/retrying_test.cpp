#include "store/retrying.h"

#include <gtest/gtest.h>

#include "store/scripted_store.h"
#include "support/fake_clock.h"

namespace headroom::store {
namespace {

using namespace std::chrono_literals;
using headroom::test::FakeClock;
using test::ada;
using test::bob;
using test::ScriptedStore;
using Calls = std::vector<std::string>;

struct RetryingTest : testing::Test {
  static RetryLimits limits() { return {}; }

  FakeClock clock;
  std::atomic<bool> stop{false};
  Pulse pulse;
  ScriptedStore store;
  Retrying retrying{store, limits(), clock, stop, pulse, 7};
};

TEST_F(RetryingTest, tries_again_what_may_succeed_then) {
  for (const Fault fault : {Fault::busy, Fault::unreachable, Fault::unknown_outcome}) {
    store.fails(fault, 2);
    EXPECT_TRUE(retrying.get(ada)) << name(fault);
    store.fails(fault, 2);
    EXPECT_EQ(retrying.find("ada").value().size(), 1U) << name(fault);
  }
  EXPECT_EQ(pulse.retries, 12);
}

TEST_F(RetryingTest, tries_once_what_would_fail_again) {
  const Fault faults[] = {Fault::no_such_user,  Fault::refused,       Fault::access_denied, Fault::changed_since,
                          Fault::login_refused, Fault::not_encrypted, Fault::untrusted,     Fault::limit_reached,
                          Fault::unsupported,   Fault::usage};
  for (const Fault fault : faults) {
    store.fails(fault);
    const auto put = retrying.put(ada, test::photo);
    ASSERT_FALSE(put);
    EXPECT_EQ(put.error().fault, fault);
  }
  EXPECT_EQ(store.calls().size(), std::size(faults));
  EXPECT_EQ(clock.passed(), 0s);
}

TEST_F(RetryingTest, gives_up_after_so_many_tries) {
  store.fails(Fault::busy, 9);
  const auto got = retrying.get(ada);
  ASSERT_FALSE(got);
  EXPECT_EQ(got.error().fault, Fault::busy);
  EXPECT_EQ(store.calls().size(), 5U);
}

TEST_F(RetryingTest, tries_once_where_more_is_not_wanted) {
  Retrying once(store, {1}, clock, stop, pulse, 7);
  store.fails(Fault::busy);
  EXPECT_FALSE(once.get(ada));
  EXPECT_EQ(store.calls().size(), 1U);
}

TEST(Retrying, waits_a_random_time_of_up_to_twice_as_much_after_each_failure) {
  std::vector<Clock::Duration> longest(8);
  std::vector<Clock::Duration> sums(8);
  constexpr int runs = 400;
  for (unsigned seed = 1; seed <= runs; seed++) {
    FakeClock clock;
    std::atomic<bool> stop{false};
    Pulse pulse;
    ScriptedStore store;
    Retrying retrying(store, {9}, clock, stop, pulse, seed);
    store.fails(Fault::busy, 8);
    ASSERT_TRUE(retrying.get(ada));
    const auto sleeps = clock.sleeps();
    for (std::size_t i = 0; i < sleeps.size(); i++) {
      longest[i] = std::max(longest[i], sleeps[i]);
      sums[i] += sleeps[i];
    }
  }
  const std::chrono::duration<double> bounds[] = {0.5s, 1s, 2s, 4s, 8s, 16s, 30s, 30s};
  for (std::size_t i = 0; i < 8; i++) {
    EXPECT_LE(longest[i], bounds[i]);
    EXPECT_GT(longest[i], 0.95 * bounds[i]);
    const std::chrono::duration<double> mean = std::chrono::duration<double>(sums[i]) / runs;
    EXPECT_NEAR(mean / bounds[i], 0.5, 0.06) << i;
  }
}

TEST_F(RetryingTest, waits_longer_where_the_store_asks_for_it_but_not_shorter) {
  store.fails(Fault::busy, 1, 90s);
  EXPECT_TRUE(retrying.get(ada));
  EXPECT_EQ(clock.passed(), 90s);
  Clock::Duration most{};
  for (int i = 0; i < 30; i++) {
    const auto before = clock.passed();
    store.fails(Fault::busy, 1, 1ms);
    for (int j = 0; j < 20; j++) EXPECT_TRUE(retrying.get(ada));
    most = std::max(most, clock.passed() - before);
  }
  EXPECT_GT(most, 250ms);
}

TEST_F(RetryingTest, reads_back_a_write_of_unknown_outcome_and_does_not_repeat_what_is_there) {
  store.fails(Fault::unknown_outcome, 1, 0ms, true);
  EXPECT_TRUE(retrying.put(ada, test::photo));
  store.fails(Fault::unreachable, 1, 0ms, true);
  EXPECT_TRUE(retrying.remove(ada));
  EXPECT_EQ(store.calls(), (Calls{"put ada", "get ada", "remove ada", "get ada"}));
}

TEST_F(RetryingTest, repeats_a_write_that_has_not_arrived) {
  ASSERT_TRUE(store.memory().put(ada, test::other_photo));
  store.fails(Fault::unknown_outcome);
  EXPECT_TRUE(retrying.put(ada, test::photo));
  EXPECT_EQ(store.memory().get(ada).value(), test::photo);
  store.fails(Fault::unknown_outcome);
  EXPECT_TRUE(retrying.remove(ada));
  EXPECT_EQ(store.memory().get(ada).value(), std::nullopt);
  EXPECT_EQ(store.calls(), (Calls{"put ada", "get ada", "put ada", "remove ada", "get ada", "remove ada"}));
}

TEST_F(RetryingTest, reads_back_again_where_reading_back_fails) {
  store.fails(Fault::unknown_outcome, 1, 0ms, true);
  store.fails(Fault::unreachable, 2);
  EXPECT_TRUE(retrying.put(ada, test::photo));
  EXPECT_EQ(store.calls(), (Calls{"put ada", "get ada", "get ada", "get ada"}));
}

TEST_F(RetryingTest, says_that_the_outcome_is_unknown_when_it_never_learns_it) {
  store.fails(Fault::unknown_outcome, 1, 0ms, true);
  store.fails(Fault::unreachable, 20);
  const auto put = retrying.put(ada, test::photo);
  ASSERT_FALSE(put);
  EXPECT_EQ(put.error().fault, Fault::unknown_outcome);
  EXPECT_EQ(store.calls(), (Calls{"put ada", "get ada", "get ada", "get ada", "get ada"}));
}

TEST_F(RetryingTest, does_not_read_back_after_a_refusal_to_do_it_now) {
  store.fails(Fault::busy);
  EXPECT_TRUE(retrying.put(ada, test::photo));
  EXPECT_EQ(store.calls(), (Calls{"put ada", "put ada"}));
}

TEST_F(RetryingTest, sends_again_where_it_may_not_read) {
  store.fails(Fault::unknown_outcome);
  store.fails(Fault::access_denied);
  EXPECT_TRUE(retrying.put(ada, test::photo));
  EXPECT_EQ(store.calls(), (Calls{"put ada", "get ada", "put ada"}));
}

TEST_F(RetryingTest, stops_at_once_when_the_account_is_refused_while_reading_back) {
  store.fails(Fault::unknown_outcome);
  store.fails(Fault::login_refused);
  EXPECT_EQ(retrying.put(ada, test::photo).error().fault, Fault::login_refused);
  EXPECT_EQ(store.calls(), (Calls{"put ada", "get ada"}));
}

TEST_F(RetryingTest, leaves_doubt_to_the_caller_where_the_store_makes_its_own_picture) {
  Traits traits{"service", 1'000, {96, 96}};
  traits.keeps_bytes = false;
  ScriptedStore service(traits);
  Retrying around(service, {}, clock, stop, pulse, 7);
  service.fails(Fault::unknown_outcome, 1, 0ms, true);
  EXPECT_EQ(around.put(ada, test::photo).error().fault, Fault::unknown_outcome);
  EXPECT_EQ(service.calls(), (Calls{"put ada"}));
  service.fails(Fault::unreachable);  // nothing was sent
  service.fails(Fault::busy);
  EXPECT_TRUE(around.put(ada, test::photo));
  EXPECT_EQ(service.calls(), (Calls{"put ada", "put ada", "put ada", "put ada"}));
}

TEST_F(RetryingTest, keeps_the_least_distance_between_two_tries_to_write) {
  ScriptedStore service(Traits{"service", 1'000, {}, true, true, 4, 10s});
  Retrying around(service, {}, clock, stop, pulse, 7);
  service.fails(Fault::busy);
  EXPECT_TRUE(around.put(ada, test::photo));
  EXPECT_EQ(clock.passed(), 10s);
}

TEST_F(RetryingTest, fails_fast_in_an_outage_instead_of_making_it_worse) {
  store.fails(Fault::unreachable, 10'000);
  for (int i = 0; i < 100; i++) EXPECT_FALSE(retrying.get(ada));
  EXPECT_EQ(store.calls().size(), 100U + 20U + 9U);  // a tenth of 100, less what came while the allowance was full
}

TEST_F(RetryingTest, visits_nobody_twice_when_a_list_breaks_off) {
  store.fails(Fault::unreachable, 3);
  std::vector<std::string> visited;
  EXPECT_TRUE(retrying.list([&](const Person& person) { visited.push_back(person.key); }));
  EXPECT_EQ(visited, (Calls{"ada", "bob"}));
  store.fails(Fault::access_denied);
  EXPECT_FALSE(retrying.list([](const Person&) { FAIL(); }));
}

TEST_F(RetryingTest, does_not_wait_once_it_is_stopped) {
  stop = true;
  store.fails(Fault::busy, 1, 1h);
  EXPECT_EQ(retrying.get(ada).error().fault, Fault::limit_reached);
  store.fails(Fault::busy);
  EXPECT_EQ(retrying.put(ada, test::photo).error().fault, Fault::limit_reached);
  store.fails(Fault::unknown_outcome);
  EXPECT_EQ(retrying.put(ada, test::photo).error().fault, Fault::unknown_outcome);  // it may be there
  EXPECT_EQ(clock.passed(), 0s);
}

}  // namespace
}  // namespace headroom::store
