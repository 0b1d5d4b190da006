#include "store/careful.h"

#include <algorithm>
#include <optional>

#include "store/breaker.h"
#include "store/dry.h"
#include "store/one_writer.h"
#include "store/paced.h"
#include "store/retrying.h"

namespace headroom::store {
namespace {

int operations_at_once(const Traits& traits, const Care& care) {
  return std::max(1, care.in_flight > 0 ? care.in_flight : traits.in_flight);
}

/// Each operation in flight may use all of its tries once: a server that restarts takes some seconds.
RetryLimits retry_limits(const Care& care, int in_flight) {
  RetryLimits limits;
  limits.tries = std::max(1, care.tries);
  limits.allowance = std::max(limits.allowance, (limits.tries - 1) * in_flight);
  return limits;
}

/// Keeps calls that wait inside from logging in again after a refusal; outages are for the outer breaker.
constexpr BreakerLimits refusals_only{0, {}};

class Careful final : public PhotoStore {
 public:
  Careful(PhotoStore& inner, const Care& care, Clock& clock, const std::atomic<bool>& stop, Pulse& pulse)
      : traits_(inner.traits()),
        fuse_(inner, clock, refusals_only),
        paced_(fuse_, care.pace, operations_at_once(traits_, care), clock, stop, pulse),
        dry_(paced_),
        retrying_(care.dry ? static_cast<PhotoStore&>(dry_) : paced_,
                  retry_limits(care, operations_at_once(traits_, care)), clock, stop, pulse, care.seed),
        one_writer_(retrying_, clock, stop),
        breaker_(one_writer_, clock, {}) {
    traits_.in_flight = operations_at_once(traits_, care);
  }

  const Traits& traits() const override { return traits_; }
  std::string identity() const override { return breaker_.identity(); }
  std::string account() const override { return breaker_.account(); }
  Result<void> list(const std::function<void(Person)>& visitor) override { return breaker_.list(visitor); }
  Result<std::vector<Person>> find(std::string_view key) override { return breaker_.find(key); }
  Result<std::optional<Bytes>> get(const Person& person) override { return breaker_.get(person); }
  Result<void> await_write() override { return breaker_.await_write(); }
  Result<void> put(const Person& person, ByteView photo) override { return breaker_.put(person, photo); }
  Result<void> remove(const Person& person) override { return breaker_.remove(person); }

 private:
  Traits traits_;
  Breaker fuse_;
  Paced paced_;
  Dry dry_;
  Retrying retrying_;
  OneWriter one_writer_;
  Breaker breaker_;
};

}  // namespace

std::unique_ptr<PhotoStore> careful(PhotoStore& inner, const Care& care, Clock& clock, const std::atomic<bool>& stop,
                                    Pulse& pulse) {
  if (care.raw && care.dry) return std::make_unique<Dry>(inner);
  if (care.raw) return std::make_unique<Around>(inner);
  return std::make_unique<Careful>(inner, care, clock, stop, pulse);
}

}  // namespace headroom::store
