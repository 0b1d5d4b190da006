#include "delivery/look.h"

#include "delivery/picture.h"
#include "store/sha256.h"

namespace headroom::delivery {
namespace {

Look given_up(Step step, Action action, Error error) {
  step.action = action;
  step.reason = error.detail;
  step.error = std::move(error);
  return {std::move(step), std::nullopt, {}};
}

Look given_up_by_store(Step step, Error error) {
  Look look = given_up(std::move(step), Action::skip, std::move(error));
  look.store_failed = true;
  return look;
}

Action action_for(const Step& step, When when, bool keeps_bytes) {
  if (step.before.empty()) return Action::create;
  if (when == When::always) return Action::replace;
  if (keeps_bytes && step.before == step.after) return Action::same;
  return when == When::missing ? Action::skip : Action::replace;
}

}  // namespace

Look look_at(const Match& match, When when, store::PhotoStore& store) {
  Step step;
  step.file = match.offer.file;
  step.path = match.offer.path;
  if (match.person) step.person = *match.person;
  if (match.error) return given_up(std::move(step), match.left_out ? Action::skip : Action::no_match, *match.error);
  if (!match.person)
    return given_up(std::move(step), Action::no_match, {Fault::no_such_user, "nobody is named for it", {}});
  auto picture = read_picture(step.path, store.traits().most_bytes);
  if (!picture) return given_up(std::move(step), Action::skip, picture.error());
  auto there = store.get(step.person);
  if (!there) return given_up_by_store(std::move(step), there.error());
  step.bytes = static_cast<long long>(picture->size());
  step.after = store::sha256(*picture);
  if (*there) step.before = store::sha256(**there);
  step.action = action_for(step, when, store.traits().keeps_bytes);
  if (step.action == Action::skip) step.reason = "has a photo already";
  if (!changes(step.action)) picture->clear();
  return {std::move(step), std::move(*there), std::move(*picture)};
}

Look look_at_removal(const store::Person& person, store::PhotoStore& store) {
  Step step;
  step.person = person;
  auto there = store.get(person);
  if (!there) return given_up_by_store(std::move(step), there.error());
  step.action = *there ? Action::remove : Action::same;
  if (*there) step.before = store::sha256(**there);
  return {std::move(step), std::move(*there), {}};
}

}  // namespace headroom::delivery
