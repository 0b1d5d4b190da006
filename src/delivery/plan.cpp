#include "delivery/plan.h"

#include <utility>

#include "delivery/picture.h"
#include "store/sha256.h"

namespace headroom::delivery {
namespace {

Step without_change(Step step, Action action, Error error) {
  step.action = action;
  step.reason = error.detail;
  step.error = std::move(error);
  return step;
}

Action action_for(const Step& step, When when, bool keeps_bytes) {
  if (step.before.empty()) return Action::create;
  if (when == When::always) return Action::replace;
  if (keeps_bytes && step.before == step.after) return Action::same;
  return when == When::missing ? Action::skip : Action::replace;
}

}  // namespace

Step plan_one(const Match& match, When when, store::PhotoStore& store) {
  Step step;
  step.file = match.offer.file;
  step.path = match.offer.path;
  if (match.person) step.person = *match.person;
  if (match.error) return without_change(step, match.left_out ? Action::skip : Action::no_match, *match.error);
  if (!match.person)
    return without_change(step, Action::no_match, Error{Fault::no_such_user, "nobody is named for it", {}});

  const auto picture = read_picture(step.path, store.traits().most_bytes);
  if (!picture) return without_change(step, Action::skip, picture.error());
  step.after = store::sha256(*picture);
  step.bytes = static_cast<long long>(picture->size());

  const auto there = store.get(step.person);
  if (!there) return without_change(step, Action::skip, there.error());
  if (*there) step.before = store::sha256(**there);
  step.action = action_for(step, when, store.traits().keeps_bytes);
  if (step.action == Action::skip) step.reason = "has a photo already";
  return step;
}

}  // namespace headroom::delivery
