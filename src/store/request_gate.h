#pragma once

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <mutex>

#include "base/clock.h"
#include "store/http_client.h"
#include "store/line.h"
#include "store/pause.h"
#include "store/token_bucket.h"
#include "store/upload_quota.h"

namespace headroom::store {

/// What a service allows one application altogether.
struct GateLimits {
  int in_flight = 4;                     // requests at the same time
  int requests = 10'000;                 // in ten minutes, whichever ten
  long long upload_bytes = 150'000'000;  // in five minutes
};

/// Where every request of an application passes, in the order in which they came: so many at the same time, at a steady
/// pace with bursts of some seconds' worth, a little below what is allowed, so that a service that counts has no reason
/// to refuse; none while the service asked to come back later.
///
/// source  throttling limits of the Outlook service, Microsoft Graph documentation; facts in microsoft-365.md
class RequestGate {
 public:
  RequestGate(const GateLimits& limits, Clock& clock, const std::atomic<bool>& stop);

  /// Waits for its turn, makes the request, and learns from the reply: 429 and 503 hold everybody back.
  ///
  /// upload_bytes  of its body
  /// send          makes one request
  /// fails         limit_reached: the wait was ended; as `send`
  Result<HttpReply> pass(std::size_t upload_bytes, const std::function<Result<HttpReply>()>& send);

  /// Within `send`, before something is sent after all: waits while the service asked to be left alone.
  ///
  /// returns true where there was something to wait for
  /// fails   limit_reached: the wait was ended
  Result<bool> await_calm();

 private:
  Result<Clock::Time> enter(std::size_t upload_bytes);
  std::optional<Clock::Time> earliest(Clock::Time now, std::size_t upload_bytes);
  void leave(Clock::Time began, const Result<HttpReply>& reply);
  void learn_from(Clock::Time began, const HttpReply& reply);

  const int in_flight_most_;
  const double rate_;  // requests a second
  Clock& clock_;
  const std::atomic<bool>& stop_;

  Line door_;
  std::mutex mutex_;  // of what follows
  std::condition_variable left_;
  int in_flight_ = 0;
  TokenBucket requests_;
  UploadQuota uploads_;
  Pause pause_;
};

}  // namespace headroom::store
