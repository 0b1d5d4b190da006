#include "store/token_bucket.h"

#include <algorithm>
#include <cmath>

namespace headroom::store {

std::optional<Clock::Time> TokenBucket::take(Clock::Time now, double rate) {
  using Seconds = std::chrono::duration<double>;
  const double passed = filled_ ? Seconds(now - *filled_).count() : 0;
  tokens_ = std::min(std::max(1.0, most_ > 0 ? most_ : rate), tokens_ + std::max(0.0, passed) * rate);
  filled_ = now;
  constexpr double whole = 1 - 1e-6;  // sums of fractions of a second end a little beside the whole number
  if (tokens_ < whole) {
    const double nanoseconds = std::ceil((1 - tokens_) / rate * 1e9);
    return now + std::chrono::duration_cast<Clock::Duration>(std::chrono::duration<double, std::nano>(nanoseconds));
  }
  tokens_ = std::max(0.0, tokens_ - 1);
  return std::nullopt;
}

}  // namespace headroom::store
