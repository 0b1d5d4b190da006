#include "delivery/plan.h"

#include "delivery/look.h"

namespace headroom::delivery {

Step plan_one(const Match& match, When when, store::PhotoStore& store, const Known& known) {
  return look_at(match, when, store, known).step;
}

}  // namespace headroom::delivery
