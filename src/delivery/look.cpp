#include "delivery/look.h"

#include <functional>
#include <utility>

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

/// Whether a picture that the store made is one of this.
bool made_of(ByteView picture, ByteView there, const Step& step, When when, const std::string& identity,
             const Known& known) {
  if (step.before == step.after) return true;
  std::optional<Delivery> latest;
  if (known.journal)
    if (auto found = known.journal->latest(identity, step.person.id)) latest = std::move(*found);
  const bool ours = latest && latest->after == step.after;
  if (ours && latest->state == State::verified && latest->held == step.before) return true;
  // It would not be written in any case; but one that a cut run may have written is to be recognised.
  if (when == When::missing && !(ours && in_doubt(*latest))) return false;
  return known.pictures && known.pictures->alike(picture, there).value_or(false);
}

Action action_for(const Step& step, When when, const std::function<bool()>& same) {
  if (step.before.empty()) return Action::create;
  if (when == When::always) return Action::replace;
  if (same()) return Action::same;
  return when == When::missing ? Action::skip : Action::replace;
}

}  // namespace

Look look_at(const Match& match, When when, store::PhotoStore& store, const Known& known) {
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
  step.action = action_for(step, when, [&] {
    if (store.traits().keeps_bytes) return step.before == step.after;
    return made_of(*picture, **there, step, when, store.identity(), known);
  });
  if (step.action == Action::skip) step.reason = "has a photo already";
  if (!changes(step.action)) picture->clear();
  return {std::move(step), std::move(*there), std::move(*picture)};
}

bool in_doubt(const Delivery& delivery) {
  return delivery.state == State::sent || delivery.state == State::accepted ||
         (delivery.state == State::failed && delivery.error.fault == Fault::unknown_outcome);
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
