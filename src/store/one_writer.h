#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>

#include "base/clock.h"
#include "store/around.h"

namespace headroom::store {

/// One operation a person at a time, in the order in which they came, and `traits().least_distance` from the end of a
/// write to the begin of the next one to the same person. Others do not wait for it. Nothing is kept of people to whom
/// nothing happens.
class OneWriter final : public Around {
 public:
  OneWriter(PhotoStore& inner, Clock& clock, const std::atomic<bool>& stop)
      : Around(inner), clock_(clock), stop_(stop) {}

  Result<std::optional<Bytes>> get(const Person& person) override;
  Result<void> put(const Person& person, ByteView photo) override;
  Result<void> remove(const Person& person) override;

  /// People of whom something is kept now.
  std::size_t remembered() const;

 private:
  struct Queue {
    std::deque<unsigned long long> waiting;  // numbers; whose turn it is stands in front
    std::condition_variable moved;
    Clock::Time write_from{};  // the next write, at the earliest
  };
  template <class Operation>
  auto in_turn(const Person& person, bool write, Operation operation) -> decltype(operation());
  bool enter(const std::string& id, bool write);
  void leave(const std::string& id, bool wrote);
  void forget_idle();

  Clock& clock_;
  const std::atomic<bool>& stop_;
  mutable std::mutex mutex_;
  std::map<std::string, Queue> queues_;                      // by id
  std::deque<std::pair<Clock::Time, std::string>> resting_;  // written to lately, and until when that matters
  unsigned long long next_ = 0;
};

}  // namespace headroom::store
