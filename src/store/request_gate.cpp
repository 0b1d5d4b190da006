#include "store/request_gate.h"

#include <algorithm>

#include "store/around.h"

namespace headroom::store {
namespace {

constexpr auto look_every = std::chrono::milliseconds(40);  // at `stop`, where no clock is waited for

constexpr double window = 600;  // seconds that the limit of requests is for

/// What may be caught up at once after a standstill: some seconds' worth.
double burst(int requests) { return std::max(1.0, 0.005 * requests); }

/// Requests a second such that no ten minutes hold more than are allowed, even where they begin with a burst; 0.3 % are
/// left for requests that are late on their way.
double steady_rate(int requests) { return std::max(0.001, (0.997 * requests - burst(requests)) / window); }

}  // namespace

RequestGate::RequestGate(const GateLimits& limits, Clock& clock, const std::atomic<bool>& stop)
    : in_flight_most_(std::max(1, limits.in_flight)),
      rate_(steady_rate(limits.requests)),
      clock_(clock),
      stop_(stop),
      requests_(burst(limits.requests)),
      uploads_(limits.upload_bytes) {}

Result<HttpReply> RequestGate::pass(std::size_t upload_bytes, const std::function<Result<HttpReply>()>& send) {
  const auto began = enter(upload_bytes);
  if (!began) return Failure(began.error());
  try {
    auto reply = send();
    leave(*began, reply);
    return reply;
  } catch (...) {
    leave(*began, fail(Fault::internal, ""));  // the gate must not stay narrower
    throw;
  }
}

Result<Clock::Time> RequestGate::enter(std::size_t upload_bytes) {
  const Line::Place place(door_, stop_);
  if (!place.first()) return Failure(stopped());
  std::unique_lock lock(mutex_);
  while (!stop_) {
    if (in_flight_ >= in_flight_most_) {
      left_.wait_for(lock, look_every);
      continue;
    }
    const Clock::Time now = clock_.now();
    const auto later = earliest(now, upload_bytes);
    if (!later) {
      in_flight_++;
      return now;
    }
    lock.unlock();
    clock_.sleep_until(*later, stop_);
    lock.lock();
  }
  return Failure(stopped());
}

/// Nothing when it may go now, and has then taken what it needs; otherwise when that may have changed.
std::optional<Clock::Time> RequestGate::earliest(Clock::Time now, std::size_t upload_bytes) {
  if (pause_.until() > now) return pause_.until();
  if (upload_bytes > 0)
    if (const auto later = uploads_.free_from(now); later > now) return later;
  if (const auto later = requests_.take(now, rate_)) return later;
  if (upload_bytes > 0) uploads_.take(now, upload_bytes);
  return std::nullopt;
}

Result<bool> RequestGate::await_calm() {
  std::unique_lock lock(mutex_);
  bool waited = false;
  while (pause_.until() > clock_.now()) {
    const Clock::Time until = pause_.until();
    lock.unlock();
    if (!clock_.sleep_until(until, stop_)) return Failure(stopped());
    lock.lock();
    waited = true;
  }
  return waited;
}

void RequestGate::leave(Clock::Time began, const Result<HttpReply>& reply) {
  {
    const std::lock_guard lock(mutex_);
    in_flight_--;
    if (reply) learn_from(began, *reply);
  }
  left_.notify_one();  // one waits at most: the head of the line
}

void RequestGate::learn_from(Clock::Time began, const HttpReply& reply) {
  if (reply.asks_to_come_back())
    pause_.refused(began, clock_.now(), reply.retry_after());
  else if (reply.status < 500)
    pause_.succeeded(began);
}

}  // namespace headroom::store
