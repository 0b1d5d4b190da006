#pragma once

#include <cstddef>

#include "base/clock.h"

namespace headroom::store {

/// So many bytes in five minutes, whichever five. After each upload the next one waits until its bytes have been
/// worked off at a steady rate; the rate leaves room for the two largest ones, which a service may see a moment late.
class UploadQuota {
 public:
  /// bytes  in five minutes
  explicit UploadQuota(long long bytes) : bytes_(bytes) {}

  /// When the next one may begin; the past: now.
  Clock::Time free_from(Clock::Time now) const { return free_ > now ? free_ : now; }
  void take(Clock::Time now, std::size_t bytes);

 private:
  long long bytes_;
  std::size_t largest_ = 0;
  Clock::Time free_{};
};

}  // namespace headroom::store
