#include "store/careful.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <map>
#include <random>
#include <thread>

#include "store/around.h"
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

struct CarefulTest : testing::Test {
  std::unique_ptr<PhotoStore> around(PhotoStore& inner, const Care& care) {
    return careful(inner, care, clock, stop, pulse);
  }

  FakeClock clock;
  std::atomic<bool> stop{false};
  Pulse pulse;
  ScriptedStore store;
};

TEST_F(CarefulTest, tells_who_it_is_and_how_many_operations_suit) {
  EXPECT_EQ(around(store, {})->identity(), "scripted");
  EXPECT_EQ(around(store, {})->account(), "nobody");
  EXPECT_EQ(around(store, {})->traits().in_flight, 16);
  Care care;
  care.in_flight = 3;
  EXPECT_EQ(around(store, care)->traits().in_flight, 3);
  EXPECT_EQ(pulse.allowed, 3);
}

TEST_F(CarefulTest, gets_through_a_bad_hour) {
  const auto care = around(store, {});
  store.fails(Fault::busy, 1, 5s);
  store.fails(Fault::unknown_outcome, 1, 0ms, true);
  store.fails(Fault::unreachable);
  EXPECT_TRUE(care->put(ada, test::photo));
  EXPECT_EQ(store.memory().get(ada).value(), test::photo);
  EXPECT_EQ(store.calls(), (Calls{"put ada", "put ada", "get ada", "get ada"}));
  EXPECT_EQ(pulse.writes, 2);
  EXPECT_EQ(pulse.retries, 3);
  EXPECT_EQ(pulse.refusals, 1);
}

TEST_F(CarefulTest, never_logs_in_again_after_a_refusal) {
  const auto care = around(store, {});
  store.fails(Fault::login_refused);
  for (int i = 0; i < 10; i++) EXPECT_EQ(care->put(ada, test::photo).error().fault, Fault::login_refused);
  EXPECT_EQ(store.calls().size(), 1U);
}

TEST_F(CarefulTest, lets_no_call_that_waits_inside_log_in_after_a_refusal) {
  Care care;
  care.tries = 1;
  care.in_flight = 1;
  const auto store_of_all = around(store, care);
  store.fails(Fault::busy, 1, 1h);
  EXPECT_FALSE(store_of_all->get(ada));
  store.fails(Fault::login_refused, 100);
  clock.hold();
  std::vector<std::thread> threads;
  std::atomic<int> begun{0};
  for (int i = 0; i < 8; i++)
    threads.emplace_back([&] {
      begun++;
      EXPECT_EQ(store_of_all->find("ada").error().fault, Fault::login_refused);
    });
  while (begun < 8) std::this_thread::yield();
  clock.wait_for_sleepers(1);  // the first one waits for the pause, the others behind it
  clock.advance(1h);
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(store.calls().size(), 2U);
}

TEST_F(CarefulTest, gives_up_an_outage_soon) {
  const auto care = around(store, {});
  store.fails(Fault::unreachable, 100'000);
  for (int i = 0; i < 10'000; i++) EXPECT_EQ(care->get(ada).error().fault, Fault::unreachable);
  EXPECT_EQ(store.calls().size(), 50U);  // ten operations, five tries each
}

TEST_F(CarefulTest, writes_nothing_and_waits_for_no_pace_when_dry) {
  Care care;
  care.dry = true;
  care.pace = Timetable::parse("off").value();
  const auto dry = around(store, care);
  EXPECT_TRUE(dry->put(ada, test::photo));
  EXPECT_TRUE(dry->remove(ada));
  EXPECT_TRUE(dry->get(ada));
  EXPECT_EQ(store.calls(), (Calls{"get ada"}));
  EXPECT_EQ(pulse.writes, 0);
}

TEST_F(CarefulTest, does_nothing_when_raw) {
  Care care;
  care.raw = true;
  const auto raw = around(store, care);
  store.fails(Fault::busy);
  EXPECT_FALSE(raw->put(ada, test::photo));
  EXPECT_TRUE(raw->put(ada, test::photo));
  care.dry = true;
  EXPECT_TRUE(around(store, care)->put(ada, test::photo));
  EXPECT_EQ(store.calls(), (Calls{"put ada", "put ada"}));
}

/// Counts who is inside, and fails at random.
class Watched final : public Around {
 public:
  Watched(PhotoStore& inner, int most) : Around(inner), most_(most) {}

  Result<std::optional<Bytes>> get(const Person& person) override {
    return watched(person, [&] { return inner().get(person); });
  }
  Result<void> put(const Person& person, ByteView photo) override {
    return watched(person, [&] { return inner().put(person, photo); });
  }
  Result<void> remove(const Person& person) override {
    return watched(person, [&] { return inner().remove(person); });
  }
  int operations() const { return operations_; }

 private:
  template <class Operation>
  auto watched(const Person& person, Operation operation) -> decltype(operation()) {
    enter(person.id);
    std::this_thread::yield();
    auto result = operation();
    const auto fault = leave(person.id);
    if (fault) return Failure(Error{*fault, "by chance", {}});
    return result;
  }
  void enter(const std::string& id) {
    const std::lock_guard lock(mutex_);
    operations_++;
    EXPECT_LE(++inside_, most_);
    EXPECT_EQ(++of_person_[id], 1) << id;
  }
  std::optional<Fault> leave(const std::string& id) {
    const std::lock_guard lock(mutex_);
    inside_--;
    of_person_[id]--;
    switch (random_() % 100) {
      case 0:
        return Fault::busy;
      case 1:
        return Fault::unknown_outcome;
      case 2:
        return Fault::unreachable;
      default:
        return std::nullopt;
    }
  }

  const int most_;
  std::mutex mutex_;
  std::mt19937 random_{1};
  int operations_ = 0;
  int inside_ = 0;
  std::map<std::string, int> of_person_;
};

TEST_F(CarefulTest, serves_many_threads_one_operation_a_person_and_no_more_than_allowed_at_a_time) {
  constexpr int threads = 16, turns = 125, everybody = 12, at_once = 5;
  std::vector<Person> people;
  for (int i = 0; i < everybody; i++) people.push_back({std::to_string(i), fmt::format("p{}", i), "", "", true});
  Memory memory(people);
  Watched watched(memory, at_once);
  Care care;
  care.in_flight = at_once;
  care.pace = Timetable::parse("100").value();
  const auto store_of_all = around(watched, care);
  std::atomic<int> failed{0};
  std::vector<std::thread> hammers;
  for (int thread = 0; thread < threads; thread++)
    hammers.emplace_back([&, thread] {
      std::mt19937 random(static_cast<unsigned>(thread));
      for (int turn = 0; turn < turns; turn++) {
        const Person& person = people[random() % everybody];
        const unsigned which = random() % 3;
        const bool done = which == 0   ? store_of_all->put(person, test::photo).has_value()
                          : which == 1 ? store_of_all->remove(person).has_value()
                                       : store_of_all->get(person).has_value();
        if (!done) failed++;
        EXPECT_LE(pulse.allowed, at_once);
      }
    });
  for (auto& hammer : hammers) hammer.join();
  EXPECT_GE(watched.operations(), threads * turns);
  EXPECT_LE(failed, 5);  // five tries each at 3 of 100
  EXPECT_EQ(pulse.in_flight, 0);
  EXPECT_GT(pulse.retries, 0);
}

}  // namespace
}  // namespace headroom::store
