#include "store/breaker.h"

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

struct BreakerTest : testing::Test {
  Fault fault_of_get() {
    const auto got = breaker.get(ada);
    return got ? Fault::usage : got.error().fault;  // usage stands for success: no store fails with it
  }
  static constexpr Fault success = Fault::usage;

  FakeClock clock;
  ScriptedStore store;
  Breaker breaker{store, clock, {}};
};

TEST_F(BreakerTest, opens_for_good_after_one_refusal_that_may_lock_an_account) {
  for (const Fault fault : {Fault::login_refused, Fault::not_encrypted, Fault::untrusted}) {
    ScriptedStore refusing;
    Breaker opened(refusing, clock, {});
    refusing.fails(fault);
    EXPECT_FALSE(opened.get(ada));
    clock.advance(24h);
    const auto put = opened.put(bob, test::photo);
    ASSERT_FALSE(put);
    EXPECT_EQ(put.error().fault, fault);
    EXPECT_EQ(put.error().detail, "as in the script");
    EXPECT_FALSE(opened.get(bob));
    EXPECT_FALSE(opened.remove(bob));
    EXPECT_FALSE(opened.find("bob"));
    EXPECT_FALSE(opened.list([](const Person&) { FAIL(); }));
    EXPECT_EQ(refusing.calls(), (std::vector<std::string>{"get ada"})) << name(fault);
  }
}

TEST_F(BreakerTest, stays_closed_over_faults_of_one_person) {
  for (const Fault fault : {Fault::access_denied, Fault::refused, Fault::no_such_user, Fault::changed_since,
                            Fault::busy, Fault::unknown_outcome, Fault::limit_reached}) {
    store.fails(fault, 20);
    for (int i = 0; i < 20; i++) EXPECT_EQ(fault_of_get(), fault);
    EXPECT_EQ(fault_of_get(), success);
  }
}

TEST_F(BreakerTest, opens_after_ten_calls_in_a_row_that_did_not_reach_it) {
  store.fails(Fault::unreachable, 9);
  for (int i = 0; i < 9; i++) fault_of_get();
  EXPECT_EQ(fault_of_get(), success);  // and counts from anew
  store.fails(Fault::unreachable, 10);
  for (int i = 0; i < 10; i++) fault_of_get();
  clock.advance(29s);
  EXPECT_EQ(fault_of_get(), Fault::unreachable);
  EXPECT_EQ(store.calls().size(), 20U);
}

TEST_F(BreakerTest, lets_one_call_try_after_a_rest) {
  store.fails(Fault::unreachable, 11);
  for (int i = 0; i < 10; i++) fault_of_get();
  clock.advance(30s);
  EXPECT_EQ(fault_of_get(), Fault::unreachable);  // the probe
  EXPECT_EQ(store.calls().size(), 11U);
  EXPECT_EQ(fault_of_get(), Fault::unreachable);  // not let through
  clock.advance(30s);
  EXPECT_EQ(fault_of_get(), success);
  EXPECT_EQ(fault_of_get(), success);
  EXPECT_EQ(store.calls().size(), 13U);
}

TEST_F(BreakerTest, closes_when_the_store_answers_whatever_it_says) {
  store.fails(Fault::unreachable, 10);
  store.fails(Fault::access_denied);
  for (int i = 0; i < 10; i++) fault_of_get();
  clock.advance(30s);
  EXPECT_EQ(fault_of_get(), Fault::access_denied);
  EXPECT_EQ(fault_of_get(), success);
}

TEST_F(BreakerTest, lets_another_call_try_when_the_first_was_stopped) {
  store.fails(Fault::unreachable, 10);
  store.fails(Fault::limit_reached);
  for (int i = 0; i < 10; i++) fault_of_get();
  clock.advance(30s);
  EXPECT_EQ(fault_of_get(), Fault::limit_reached);
  EXPECT_EQ(fault_of_get(), success);
}

}  // namespace
}  // namespace headroom::store
