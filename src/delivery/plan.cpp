#include "delivery/plan.h"

#include "delivery/look.h"

namespace headroom::delivery {

Step plan_one(const Match& match, When when, store::PhotoStore& store) { return look_at(match, when, store).step; }

}  // namespace headroom::delivery
