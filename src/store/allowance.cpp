#include "store/allowance.h"

#include <algorithm>

namespace headroom::store {

void Allowance::succeeded() {
  if (++successes_ < 50) return;
  successes_ = 0;
  allowed_ = std::min(most_, allowed_ + 1);
}

void Allowance::in_trouble(Clock::Time began, Clock::Time now) {
  successes_ = 0;
  if (halved_ && (began < last_halved_ || now < last_halved_ + std::chrono::seconds(1))) return;
  halved_ = true;
  last_halved_ = now;
  allowed_ = std::max(1, allowed_ / 2);
}

}  // namespace headroom::store
