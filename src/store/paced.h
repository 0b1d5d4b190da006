#pragma once

#include <atomic>
#include <condition_variable>
#include <mutex>

#include "base/clock.h"
#include "store/allowance.h"
#include "store/around.h"
#include "store/careful.h"
#include "store/line.h"
#include "store/pause.h"
#include "store/timetable.h"
#include "store/token_bucket.h"

namespace headroom::store {

/// A store that is not asked for more than it can take:
///
///   writes come at the timetable's pace, and not at all in hours that are off     TokenBucket
///   fewer operations go on at the same time while it has trouble                  Allowance
///   nothing goes on while it asked to come back later                             Pause
///
/// Calls wait for their turn in the order in which they came. Calls that wait when `stop` becomes true fail with
/// limit_reached and do not reach the store.
class Paced final : public Around {
 public:
  /// in_flight  operations at the same time at most
  Paced(PhotoStore& inner, Timetable pace, int in_flight, Clock& clock, const std::atomic<bool>& stop, Pulse& pulse);

  Result<void> list(const std::function<void(Person)>& visitor) override;
  Result<std::vector<Person>> find(std::string_view key) override;
  Result<std::optional<Bytes>> get(const Person& person) override;
  Result<void> await_write() override;
  Result<void> put(const Person& person, ByteView photo) override;
  Result<void> remove(const Person& person) override;

 private:
  template <class Operation>
  auto in_turn(Operation operation) -> decltype(operation());
  Result<void> write_in_turn(const std::function<Result<void>()>& operation);

  Result<void> wait_for_pace();
  bool take_awaited();
  Result<Clock::Time> next_look(Clock::Time now);
  Result<Clock::Time> begin();  // when it began
  void end(Clock::Time began, const Error* error);
  void learn_from(Clock::Time began, const Error& error);

  const Timetable pace_;
  Clock& clock_;
  const std::atomic<bool>& stop_;
  Pulse& pulse_;

  Line writers_;                 // before the pace; its head alone touches bucket_
  TokenBucket bucket_;           // of writes
  std::atomic<int> awaited_{0};  // writes that have waited for the pace, and not yet been made
  Line door_;                    // before the store
  std::mutex mutex_;             // of what follows
  std::condition_variable ended_;
  int in_flight_ = 0;
  Allowance allowance_;
  Pause pause_;
};

}  // namespace headroom::store
