#pragma once

#include <mutex>

#include "base/clock.h"
#include "store/around.h"

namespace headroom::store {

/// When a breaker opens.
struct BreakerLimits {
  int unreachable = 10;  // calls in a row; 0: never for that
  Clock::Duration rest = std::chrono::seconds(30);
};

/// Lets no call through where calls do harm or are in vain:
///
///   login_refused, not_encrypted, untrusted   once: never again, for accounts get locked
///   unreachable                               `unreachable` times in a row: one call tries it every `rest`
///
/// Calls that are not let through fail at once with the error that opened it. Faults of one person open nothing.
class Breaker final : public Around {
 public:
  Breaker(PhotoStore& inner, Clock& clock, const BreakerLimits& limits)
      : Around(inner), clock_(clock), limits_(limits) {}

  Result<void> list(const std::function<void(Person)>& visitor) override;
  Result<std::vector<Person>> find(std::string_view key) override;
  Result<std::optional<Bytes>> get(const Person& person) override;
  Result<void> put(const Person& person, ByteView photo) override;
  Result<void> remove(const Person& person) override;

 private:
  template <class Operation>
  auto let_through(Operation operation) -> decltype(operation());
  std::optional<Error> objection();
  void note_success();
  void note(const Error& error);

  Clock& clock_;
  const BreakerLimits limits_;
  std::mutex mutex_;
  std::optional<Error> for_good_;
  std::optional<Error> outage_;
  int unreachable_in_a_row_ = 0;
  Clock::Time next_probe_{};
  bool probing_ = false;
};

}  // namespace headroom::store
