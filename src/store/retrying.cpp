#include "store/retrying.h"

#include <algorithm>

namespace headroom::store {
namespace {

bool leaves_doubt(Fault fault) { return fault == Fault::unknown_outcome || fault == Fault::unreachable; }

}  // namespace

Retrying::Retrying(PhotoStore& inner, const RetryLimits& limits, Clock& clock, const std::atomic<bool>& stop,
                   Pulse& pulse, unsigned seed)
    : Around(inner),
      limits_(limits),
      clock_(clock),
      stop_(stop),
      pulse_(pulse),
      budget_(limits.share, limits.allowance),
      random_(seed != 0 ? seed : std::random_device{}()) {}

Clock::Duration Retrying::random_wait(int tries) {
  Clock::Duration most = limits_.first_wait;
  for (int i = 1; i < tries && most < limits_.longest_wait; i++) most *= 2;
  most = std::min(most, limits_.longest_wait);
  const std::lock_guard lock(mutex_);
  return Clock::Duration(std::uniform_int_distribution<Clock::Duration::rep>(0, most.count())(random_));
}

/// Waits and gives nothing where there shall be another try; otherwise what the operation ends with.
std::optional<Error> Retrying::reason_to_end(const Error& error, int tries, Clock::Duration least_wait) {
  if (!worth_retrying(error.fault) || tries >= limits_.tries || !budget_.take()) return error;
  const auto asked_for = std::chrono::duration_cast<Clock::Duration>(
      std::clamp<std::chrono::milliseconds>(error.retry_after, {}, std::chrono::hours(24)));
  const auto wait = std::max({random_wait(tries), asked_for, least_wait});
  if (!clock_.sleep_until(clock_.now() + wait, stop_)) return stopped();
  ++pulse_.retries;
  return std::nullopt;
}

template <class Operation>
auto Retrying::try_often(Operation operation, Clock::Duration least_wait, bool doubt_ends) -> decltype(operation()) {
  budget_.operation();
  for (int tries = 1;; tries++) {
    auto result = operation();
    if (result || (doubt_ends && result.error().fault == Fault::unknown_outcome)) return result;
    if (auto error = reason_to_end(result.error(), tries, least_wait)) return Failure(std::move(*error));
  }
}

/// arrived  asks the store whether it is as the write wishes it to be
Result<void> Retrying::write(const std::function<Result<void>()>& send, const std::function<Result<bool>()>& arrived) {
  std::optional<Error> doubt;  // of a try that may have been carried out
  const auto once = [&]() -> Result<void> {
    if (doubt) {
      const auto there = arrived();
      if (!there) return Failure(there.error());
      if (*there) return {};
    }
    auto sent = send();
    if (!sent && leaves_doubt(sent.error().fault) && (!doubt || doubt->fault != Fault::unknown_outcome))
      doubt = sent.error();
    return sent;
  };
  auto result = try_often(once, traits().least_distance);
  if (result || !doubt) return result;
  const Fault last = result.error().fault;
  const bool still_open = last == Fault::limit_reached || worth_retrying(last);
  if (still_open) return Failure(*doubt);
  return result;
}

/// Where nobody may read, nobody can tell; then it is sent again, which does no harm.
Result<bool> Retrying::holds(const Person& person, const std::function<bool(const std::optional<Bytes>&)>& as_wished) {
  const auto held = inner().get(person);
  if (held) return as_wished(*held);
  if (held.error().fault == Fault::access_denied || held.error().fault == Fault::unsupported) return false;
  return Failure(held.error());
}

Result<void> Retrying::list(const std::function<void(Person)>& visitor) {
  std::vector<Person> everybody;
  const auto once = [&] {
    everybody.clear();
    return inner().list([&](Person person) { everybody.push_back(std::move(person)); });
  };
  if (auto listed = try_often(once, {}); !listed) return listed;
  for (auto& person : everybody) visitor(std::move(person));
  return {};
}

Result<std::vector<Person>> Retrying::find(std::string_view key) {
  return try_often([&] { return inner().find(key); }, {});
}

Result<std::optional<Bytes>> Retrying::get(const Person& person) {
  return try_often([&] { return inner().get(person); }, {});
}

Result<void> Retrying::put(const Person& person, ByteView photo) {
  const auto send = [&] { return inner().put(person, photo); };
  if (!traits().keeps_bytes) return try_often(send, traits().least_distance, true);
  const auto same = [&](const std::optional<Bytes>& held) { return held && std::ranges::equal(*held, photo); };
  return write(send, [&] { return holds(person, same); });
}

Result<void> Retrying::remove(const Person& person) {
  return write([&] { return inner().remove(person); },
               [&] { return holds(person, [](const auto& held) { return !held; }); });
}

}  // namespace headroom::store
