#include "store/pause.h"

#include <algorithm>

namespace headroom::store {
namespace {

constexpr Clock::Duration first = std::chrono::seconds(1);
constexpr Clock::Duration longest = std::chrono::seconds(60);
constexpr std::chrono::milliseconds longest_asked_for = std::chrono::hours(24);

}  // namespace

void Pause::refused(Clock::Time began, Clock::Time now, std::chrono::milliseconds retry_after) {
  if (retry_after.count() > 0) {
    until_ = std::max<Clock::Time>(until_, now + std::min(retry_after, longest_asked_for));
    return;
  }
  if (began < until_) return;
  until_ = now + next_;
  next_ = std::min(longest, next_ * 2);
}

void Pause::succeeded(Clock::Time began) {
  if (began >= until_) next_ = first;
}

}  // namespace headroom::store
