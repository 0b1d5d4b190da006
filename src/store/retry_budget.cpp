#include "store/retry_budget.h"

#include <algorithm>

namespace headroom::store {

void RetryBudget::operation() {
  const std::lock_guard lock(mutex_);
  left_ = std::min(most_, left_ + share_);
}

bool RetryBudget::take() {
  const std::lock_guard lock(mutex_);
  if (left_ < 1 - 1e-6) return false;  // ten tenths are a little less than one
  left_ -= 1;
  return true;
}

}  // namespace headroom::store
