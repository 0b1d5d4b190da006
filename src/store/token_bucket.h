#pragma once

#include <optional>

#include "base/clock.h"

namespace headroom::store {

/// So many a second, at most one second's worth at once (but always one), or as many as are said.
class TokenBucket {
 public:
  /// most  at once; 0: one second's worth
  explicit TokenBucket(double most = 0) : most_(most) {}

  /// Takes a token and gives nothing; where there is none it gives the moment when there will be one.
  ///
  /// rate  tokens a second, above 0; may differ from call to call
  std::optional<Clock::Time> take(Clock::Time now, double rate);

 private:
  double most_;
  double tokens_ = 1;  // not a second's worth: a run should not begin with a burst
  std::optional<Clock::Time> filled_;
};

}  // namespace headroom::store
