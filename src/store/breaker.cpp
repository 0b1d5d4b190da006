#include "store/breaker.h"

namespace headroom::store {

template <class Operation>
auto Breaker::let_through(Operation operation) -> decltype(operation()) {
  if (auto error = objection()) return Failure(std::move(*error));
  auto result = operation();
  if (result)
    note_success();
  else
    note(result.error());
  return result;
}

std::optional<Error> Breaker::objection() {
  const std::lock_guard lock(mutex_);
  if (for_good_) return for_good_;
  if (!outage_) return std::nullopt;
  if (probing_ || clock_.now() < next_probe_) return outage_;
  probing_ = true;
  return std::nullopt;
}

void Breaker::note_success() {
  const std::lock_guard lock(mutex_);
  outage_.reset();
  unreachable_in_a_row_ = 0;
  probing_ = false;
}

void Breaker::note(const Error& error) {
  // Neither says whether the store can be reached: the one never got there, the other was cut off.
  if (error.fault == Fault::limit_reached || error.fault == Fault::unknown_outcome) {
    const std::lock_guard lock(mutex_);
    probing_ = false;
    return;
  }
  if (error.fault != Fault::unreachable) note_success();  // it answered
  const std::lock_guard lock(mutex_);
  if (hopeless(error.fault) && !for_good_) for_good_ = error;
  if (error.fault != Fault::unreachable || limits_.unreachable <= 0) return;
  if (++unreachable_in_a_row_ < limits_.unreachable) return;
  outage_ = error;
  next_probe_ = clock_.now() + limits_.rest;
  probing_ = false;
}

Result<void> Breaker::list(const std::function<void(Person)>& visitor) {
  return let_through([&] { return inner().list(visitor); });
}

Result<std::vector<Person>> Breaker::find(std::string_view key) {
  return let_through([&] { return inner().find(key); });
}

Result<std::optional<Bytes>> Breaker::get(const Person& person) {
  return let_through([&] { return inner().get(person); });
}

Result<void> Breaker::put(const Person& person, ByteView photo) {
  return let_through([&] { return inner().put(person, photo); });
}

Result<void> Breaker::remove(const Person& person) {
  return let_through([&] { return inner().remove(person); });
}

}  // namespace headroom::store
