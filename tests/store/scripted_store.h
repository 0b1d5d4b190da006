#pragma once

#include <deque>
#include <mutex>

#include "store/around.h"
#include "store/memory.h"

namespace headroom::store::test {

inline const Person ada{"1", "ada", "Ada Lovelace", "", true};
inline const Person bob{"2", "bob", "Bob", "", true};
inline const Bytes photo{0xFF, 0xD8, 1, 2, 3};
inline const Bytes other_photo{0xFF, 0xD8, 4, 5, 6, 7};

/// What a store answers to one call.
struct Answer {
  std::optional<Error> error;
  bool carried_out = false;  // although it fails
};

/// A store of ada and bob that answers to order, call by call; like memory once the script is over.
class ScriptedStore final : public PhotoStore {
 public:
  explicit ScriptedStore(Traits traits = {"memory", 102'400, {96, 96}}) : memory_({ada, bob}, traits) {}

  /// The next call that has no answer yet fails, `times` over.
  void fails(Fault fault, int times = 1, std::chrono::milliseconds retry_after = {}, bool carried_out = false) {
    const std::lock_guard lock(mutex_);
    for (int i = 0; i < times; i++) script_.push_back({Error{fault, "as in the script", retry_after}, carried_out});
  }
  void succeeds() {
    const std::lock_guard lock(mutex_);
    script_.push_back({});
  }

  /// "put ada", "get bob", "find ada", "list"
  std::vector<std::string> calls() const {
    const std::lock_guard lock(mutex_);
    return calls_;
  }
  Memory& memory() { return memory_; }

  const Traits& traits() const override { return memory_.traits(); }
  std::string identity() const override { return "scripted"; }
  std::string account() const override { return "nobody"; }
  Result<void> list(const std::function<void(Person)>& visitor) override {
    const Answer answer = next("list");
    if (answer.error) {
      visitor(ada);  // a list that breaks off
      return Failure(*answer.error);
    }
    return memory_.list(visitor);
  }
  Result<std::vector<Person>> find(std::string_view key) override {
    return answered("find " + std::string(key), [&] { return memory_.find(key); });
  }
  Result<std::optional<Bytes>> get(const Person& person) override {
    return answered("get " + person.key, [&] { return memory_.get(person); });
  }
  Result<void> put(const Person& person, ByteView bytes) override {
    return answered("put " + person.key, [&] { return memory_.put(person, bytes); });
  }
  Result<void> remove(const Person& person) override {
    return answered("remove " + person.key, [&] { return memory_.remove(person); });
  }

 private:
  Answer next(std::string call) {
    const std::lock_guard lock(mutex_);
    calls_.push_back(std::move(call));
    if (script_.empty()) return {};
    Answer answer = script_.front();
    script_.pop_front();
    return answer;
  }
  template <class Operation>
  auto answered(std::string call, Operation operation) -> decltype(operation()) {
    const Answer answer = next(std::move(call));
    if (!answer.error) return operation();
    if (answer.carried_out) operation();
    return Failure(*answer.error);
  }

  Memory memory_;
  mutable std::mutex mutex_;
  std::deque<Answer> script_;
  std::vector<std::string> calls_;
};

}  // namespace headroom::store::test
