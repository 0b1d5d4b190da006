#include "store/one_writer.h"

#include <gtest/gtest.h>

#include <optional>
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

Traits with_distance(std::chrono::milliseconds distance) {
  return {"service", 1'000, {96, 96}, true, true, 16, distance};
}

TEST(OneWriter, keeps_writes_to_one_person_apart) {
  FakeClock clock;
  const std::atomic<bool> stop{false};
  ScriptedStore store(with_distance(10s));
  OneWriter one_writer(store, clock, stop);
  EXPECT_TRUE(one_writer.put(ada, test::photo));
  EXPECT_TRUE(one_writer.get(ada));  // reading may come at once
  EXPECT_TRUE(one_writer.put(bob, test::photo));
  EXPECT_EQ(clock.passed(), 0s);
  EXPECT_TRUE(one_writer.remove(ada));
  EXPECT_EQ(clock.passed(), 10s);
  EXPECT_TRUE(one_writer.put(bob, test::photo));
  EXPECT_EQ(clock.passed(), 10s);
  EXPECT_TRUE(one_writer.put(ada, test::photo));
  EXPECT_EQ(clock.passed(), 20s);
}

TEST(OneWriter, forgets_people_to_whom_nothing_happens) {
  FakeClock clock;
  const std::atomic<bool> stop{false};
  ScriptedStore near, far(with_distance(10s));
  OneWriter at_once(near, clock, stop), later(far, clock, stop);
  for (int i = 0; i < 1'000; i++) {
    const Person person{std::to_string(1'000 + i), "", "", "", true};
    EXPECT_FALSE(at_once.put(person, test::photo));  // nobody knows them
    EXPECT_FALSE(later.put(person, test::photo));
  }
  EXPECT_EQ(at_once.remembered(), 0U);
  EXPECT_EQ(later.remembered(), 1'000U);
  clock.advance(10s);
  EXPECT_TRUE(later.get(ada));
  EXPECT_EQ(later.remembered(), 0U);
}

/// Each operation waits until the test lets it go on.
class Gate final : public Around {
 public:
  using Around::Around;
  Result<void> put(const Person& person, ByteView photo) override {
    inside_++;
    while (person.id == "1" && !open) std::this_thread::yield();
    inside_--;
    return Around::put(person, photo);
  }
  int inside() const { return inside_; }
  std::atomic<bool> open{false};

 private:
  std::atomic<int> inside_{0};
};

TEST(OneWriter, holds_up_nobody_else) {
  const std::atomic<bool> stop{false};
  ScriptedStore store;
  Gate gate(store);
  OneWriter one_writer(gate, system_clock(), stop);
  std::thread first([&] { EXPECT_TRUE(one_writer.put(ada, test::photo)); });
  while (gate.inside() == 0) std::this_thread::yield();
  std::thread second([&] { EXPECT_TRUE(one_writer.put(ada, test::other_photo)); });
  EXPECT_TRUE(one_writer.put(bob, test::photo));
  EXPECT_EQ(gate.inside(), 1);
  gate.open = true;
  first.join();
  second.join();
  EXPECT_EQ(store.memory().get(ada).value(), test::other_photo);
  EXPECT_EQ(one_writer.remembered(), 0U);
}

TEST(OneWriter, lets_go_of_those_that_wait_when_stopped) {
  std::atomic<bool> stop{false};
  ScriptedStore store;
  Gate gate(store);
  OneWriter one_writer(gate, system_clock(), stop);
  std::thread first([&] { EXPECT_TRUE(one_writer.put(ada, test::photo)); });
  while (gate.inside() == 0) std::this_thread::yield();
  std::thread second([&] { EXPECT_EQ(one_writer.remove(ada).error().fault, Fault::limit_reached); });
  stop = true;
  second.join();
  gate.open = true;
  first.join();
  EXPECT_EQ(one_writer.remembered(), 0U);
  EXPECT_EQ(store.calls().size(), 1U);
}

TEST(OneWriter, lets_go_of_one_that_waits_for_the_distance_when_stopped) {
  FakeClock clock;
  std::atomic<bool> stop{false};
  ScriptedStore store(with_distance(10s));
  OneWriter one_writer(store, clock, stop);
  EXPECT_TRUE(one_writer.put(ada, test::photo));
  clock.hold();
  std::thread second([&] { EXPECT_EQ(one_writer.put(ada, test::photo).error().fault, Fault::limit_reached); });
  clock.wait_for_sleepers(1);
  stop = true;
  second.join();
  EXPECT_EQ(store.calls().size(), 1U);
}

}  // namespace
}  // namespace headroom::store
