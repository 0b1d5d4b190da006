#pragma once

#include <atomic>
#include <mutex>
#include <random>

#include "base/clock.h"
#include "store/around.h"
#include "store/careful.h"
#include "store/retry_budget.h"

namespace headroom::store {

/// How often and when an operation is tried again.
struct RetryLimits {
  int tries = 5;                                                // of one operation, the first one counted
  double share = 0.1;                                           // retries by operations
  int allowance = 20;                                           // retries beyond that share, until it has grown again
  Clock::Duration first_wait = std::chrono::milliseconds(500);  // at most; twice as long each time
  Clock::Duration longest_wait = std::chrono::seconds(30);
};

/// Tries again what may succeed then (`worth_retrying`), after a wait of random length, or longer where the store
/// asks for it. A write that may have been carried out is read back first: what is there is not sent again. Where
/// that stays open, or `stop` ends the wait, the write fails with the fault that left it open. A photo whose store
/// makes pictures of its own is not sent again at all when it may have arrived: only who knows its look can tell.
///
/// `list` visits nobody until all of the list is there, so that nobody is visited twice.
///
/// source  full jitter: M. Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015
class Retrying final : public Around {
 public:
  /// seed  of the random lengths; 0: one of its own
  Retrying(PhotoStore& inner, const RetryLimits& limits, Clock& clock, const std::atomic<bool>& stop, Pulse& pulse,
           unsigned seed);

  Result<void> list(const std::function<void(Person)>& visitor) override;
  Result<std::vector<Person>> find(std::string_view key) override;
  Result<std::optional<Bytes>> get(const Person& person) override;
  Result<void> put(const Person& person, ByteView photo) override;
  Result<void> remove(const Person& person) override;

 private:
  template <class Operation>
  auto try_often(Operation operation, Clock::Duration least_wait, bool doubt_ends = false) -> decltype(operation());
  Result<void> write(const std::function<Result<void>()>& send, const std::function<Result<bool>()>& arrived);
  Result<bool> holds(const Person& person, const std::function<bool(const std::optional<Bytes>&)>& as_wished);
  std::optional<Error> reason_to_end(const Error& error, int tries, Clock::Duration least_wait);
  Clock::Duration random_wait(int tries);

  const RetryLimits limits_;
  Clock& clock_;
  const std::atomic<bool>& stop_;
  Pulse& pulse_;
  RetryBudget budget_;
  std::mutex mutex_;
  std::mt19937 random_;
};

}  // namespace headroom::store
