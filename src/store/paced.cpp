#include "store/paced.h"

#include <algorithm>

namespace headroom::store {
namespace {

constexpr auto look_every = std::chrono::milliseconds(40);  // at `stop`, where no clock is waited for

/// A calendar may be put right, and a computer sleep, while somebody waits for an hour: it is looked at again.
constexpr auto longest_wait = std::chrono::minutes(1);

long long nanoseconds(Clock::Time time) {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(time.time_since_epoch()).count();
}

bool shows_trouble(Fault fault) {
  return fault == Fault::busy || fault == Fault::unknown_outcome || fault == Fault::unreachable;
}

}  // namespace

Paced::Paced(PhotoStore& inner, Timetable pace, int in_flight, Clock& clock, const std::atomic<bool>& stop,
             Pulse& pulse)
    : Around(inner), pace_(std::move(pace)), clock_(clock), stop_(stop), pulse_(pulse), allowance_(in_flight) {
  pulse_.allowed = allowance_.allowed();
  const auto rate = pace_.at(clock_.wall());
  pulse_.pace = rate.value_or(0);
}

Result<void> Paced::wait_for_pace() {
  const Line::Place place(writers_, stop_);
  if (!place.first()) return Failure(stopped());
  while (!stop_) {
    const Clock::Time now = clock_.now();
    const auto look = next_look(now);
    if (!look) return Failure(look.error());
    if (*look <= now) return {};
    clock_.sleep_until(std::min<Clock::Time>(*look, now + longest_wait), stop_);
  }
  return Failure(stopped());
}

/// `now` when a write may go, and has taken its token; otherwise when that may have changed.
Result<Clock::Time> Paced::next_look(Clock::Time now) {
  {
    const std::lock_guard lock(mutex_);
    if (pause_.until() > now) return pause_.until();  // a token taken before a pause would make a burst after it
  }
  const auto wall = clock_.wall();
  const auto rate = pace_.at(wall);
  pulse_.pace = rate.value_or(0);
  if (!rate) return now;
  if (*rate > 0) return bucket_.take(now, *rate).value_or(now);
  const auto change = pace_.change_after(wall);
  if (!change)
    return fail(Fault::limit_reached, "the timetable allows no write at any time; give it an hour such as 18:00=20");
  const Clock::Time until = now + std::chrono::duration_cast<Clock::Duration>(*change - wall);
  pulse_.off_until = nanoseconds(until);
  return until;
}

Result<Clock::Time> Paced::begin() {
  const Line::Place place(door_, stop_);
  if (!place.first()) return Failure(stopped());
  std::unique_lock lock(mutex_);
  while (!stop_) {
    const Clock::Time now = clock_.now();
    if (const Clock::Time until = pause_.until(); until > now) {
      lock.unlock();
      clock_.sleep_until(until, stop_);
      lock.lock();
    } else if (in_flight_ < allowance_.allowed()) {
      pulse_.in_flight = ++in_flight_;
      return now;
    } else {
      ended_.wait_for(lock, look_every);
    }
  }
  return Failure(stopped());
}

void Paced::end(Clock::Time began, const Error* error) {
  {
    const std::lock_guard lock(mutex_);
    pulse_.in_flight = --in_flight_;
    if (error) {
      learn_from(began, *error);
    } else {
      allowance_.succeeded();
      pause_.succeeded(began);
    }
    pulse_.allowed = allowance_.allowed();
  }
  ended_.notify_one();  // one waits at most: the head of the line
}

void Paced::learn_from(Clock::Time began, const Error& error) {
  const Clock::Time now = clock_.now();
  if (shows_trouble(error.fault)) allowance_.in_trouble(began, now);
  if (error.fault != Fault::busy) return;
  pause_.refused(began, now, error.retry_after);
  pulse_.paused_until = nanoseconds(pause_.until());
  ++pulse_.refusals;
}

template <class Operation>
auto Paced::in_turn(Operation operation) -> decltype(operation()) {
  const auto began = begin();
  if (!began) return Failure(began.error());
  try {
    auto result = operation();
    end(*began, result ? nullptr : &result.error());
    return result;
  } catch (...) {
    end(*began, nullptr);  // its place must not stay taken
    throw;
  }
}

Result<void> Paced::await_write() {
  if (auto waited = wait_for_pace(); !waited) return waited;
  awaited_++;
  return {};
}

/// True for a write that has waited already.
bool Paced::take_awaited() {
  int awaited = awaited_;
  while (awaited > 0)
    if (awaited_.compare_exchange_weak(awaited, awaited - 1)) return true;
  return false;
}

Result<void> Paced::write_in_turn(const std::function<Result<void>()>& operation) {
  if (!take_awaited())
    if (auto waited = wait_for_pace(); !waited) return waited;
  return in_turn([&] {
    ++pulse_.writes;
    return operation();
  });
}

Result<void> Paced::list(const std::function<void(Person)>& visitor) {
  return in_turn([&] { return inner().list(visitor); });
}

Result<std::vector<Person>> Paced::find(std::string_view key) {
  return in_turn([&] { return inner().find(key); });
}

Result<std::optional<Bytes>> Paced::get(const Person& person) {
  return in_turn([&] { return inner().get(person); });
}

Result<void> Paced::put(const Person& person, ByteView photo) {
  return write_in_turn([&] { return inner().put(person, photo); });
}

Result<void> Paced::remove(const Person& person) {
  return write_in_turn([&] { return inner().remove(person); });
}

}  // namespace headroom::store
