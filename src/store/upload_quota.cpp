#include "store/upload_quota.h"

#include <algorithm>

namespace headroom::store {

void UploadQuota::take(Clock::Time now, std::size_t bytes) {
  using Seconds = std::chrono::duration<double>;
  constexpr double window = 300;  // seconds
  largest_ = std::max(largest_, bytes);
  const auto limit = static_cast<double>(bytes_);
  // At least a tenth: a quota smaller than a few photos is kept on average.
  const double rate = std::max(0.1 * limit, 0.997 * limit - 2.0 * static_cast<double>(largest_)) / window;
  const auto busy = std::chrono::duration_cast<Clock::Duration>(Seconds(static_cast<double>(bytes) / rate));
  free_ = free_from(now) + busy;
}

}  // namespace headroom::store
