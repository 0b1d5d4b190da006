#include "delivery/errands.h"

#include <utility>

#include "store/sha256.h"

namespace headroom::delivery {
namespace {

constexpr auto stale_after = std::chrono::seconds(1);
constexpr int most_sendings = 3;  // of one photo, where nobody knows what became of the one before

/// Why what was planned cannot be carried out any more.
std::optional<Error> changed_since(const Order& order, const Step& step) {
  if (!order.planned.empty() && order.planned != step.after)
    return Error{Fault::changed_since, "the picture has changed since it was planned; plan again", {}};
  if (order.expected && *order.expected != step.before)
    return Error{Fault::changed_since, "the photo there has changed since it was looked at; plan again", {}};
  return std::nullopt;
}

/// Many people in a row may have no mailbox, and nothing is wrong with the store.
bool is_of_one_person(Fault fault) { return fault == Fault::no_such_user || fault == Fault::refused; }

std::string_view closing_event(const Step& step) { return step.after.empty() ? "removed" : "verified"; }

Delivery record_of(const Step& step, const std::string& run, const std::string& store) {
  Delivery delivery;
  delivery.run = run;
  delivery.store = store;
  delivery.person = step.person.id;
  delivery.key = step.person.key;
  delivery.file = step.file;
  delivery.action = step.action;
  delivery.before = step.before;
  delivery.after = step.after;
  return delivery;
}

}  // namespace

Errands::Errands(store::PhotoStore& store, StateFolder& state, Audit& audit, const Policy& policy, std::string run,
                 StopRule& rule, const Pictures* pictures, Clock& clock, const std::atomic<bool>& stop)
    : store_(store),
      state_(state),
      audit_(audit),
      policy_(policy),
      run_(std::move(run)),
      identity_(store.identity()),
      rule_(rule),
      pictures_(pictures),
      clock_(clock),
      read_back_(store, pictures, clock, stop) {}

Look Errands::look_for(const Order& order) {
  if (order.removal && order.match.person) return look_at_removal(*order.match.person, store_);
  return look_at(order.match, policy_.when, store_, {&state_.journal(), pictures_});
}

Receipt Errands::carry_out(const Order& order) {
  Look look = look_for(order);
  if (!look.step.error && changes(look.step.action)) {
    // The pace may let it wait for hours, and somebody else may write meanwhile.
    const Clock::Time begun = clock_.now();
    if (auto waited = store_.await_write(); !waited) return failed(look.step, waited.error(), false);
    if (clock_.now() - begun > stale_after) look = look_for(order);
  }
  if (look.store_failed && is_of_one_person(look.step.error->fault))
    return record_failure(look.step, *look.step.error, false);
  if (look.store_failed) return failed(look.step, *look.step.error, false);
  if (look.step.error) return {look.step, State::failed, false, look.step.error};
  if (look.step.action == Action::same) return found(look.step);
  if (const auto changed = changed_since(order, look.step)) return refused(look.step, *changed);
  if (!changes(look.step.action)) return found(look.step);
  return change(look);
}

Receipt Errands::change(const Look& look) {
  const auto known = known_to_be_there(look);
  if (!known) return stopped_at(look.step, known.error());
  if (*known) return found(look.step);
  const auto doubtful = left_in_doubt(look.step);
  if (!doubtful) return stopped_at(look.step, doubtful.error());
  return *doubtful ? carry_on(look, **doubtful) : prepare_and_send(look);
}

Receipt Errands::prepare_and_send(const Look& look) {
  if (!rule_.may_change()) return Receipt{look.step, State::planned, false, std::nullopt};
  if (auto prepared = prepare(look); !prepared) return stopped_at(look.step, prepared.error());
  return send(look);
}

/// A run that was killed may have written this very photo, where it is not shown at once: it is looked for first.
Receipt Errands::carry_on(const Look& look, const Delivery& doubtful) {
  Look sent{look.step, std::nullopt, look.picture};
  sent.step.before = doubtful.before;
  const Shown shown = read_back_.look_for(sent, verify_within());
  if (shown.interrupted) return {look.step, State::planned, false, std::nullopt};
  if (shown.error && shown.error->fault != Fault::not_verified) return failed(look.step, *shown.error, false);
  if (!shown.as_sent) return prepare_and_send(look);
  sent.step.action = Action::same;
  sent.step.before = shown.held;
  return found(sent.step);
}

/// What was planned is done no more. The journal learns that nothing was: there will be nothing to restore.
Receipt Errands::refused(const Step& step, const Error& error) {
  Step nothing = step;
  nothing.action = Action::skip;
  Receipt receipt = failed(nothing, error, false);
  receipt.step.action = step.action;
  return receipt;
}

/// The store has what is wanted, or must not be given anything else.
Receipt Errands::found(const Step& step) {
  if (auto closed = close_open_end(step); !closed) return stopped_at(step, closed.error());
  rule_.succeeded();
  return {step, State::verified, false, std::nullopt};
}

/// True when a run that was cut off has verified this very photo: whoever goes on with it does not send it again, even
/// where photos are always written.
Result<bool> Errands::known_to_be_there(const Look& look) {
  const Step& step = look.step;
  if (step.action != Action::replace) return false;
  const auto held = state_.journal().held_since_cut_run(identity_, step.person.id, step.after);
  if (!held) return Failure(held.error());
  if (!*held) return false;
  if (**held == step.before) return true;
  if (store_.traits().keeps_bytes || pictures_ == nullptr || !look.there) return false;
  return pictures_->alike(look.picture, *look.there).value_or(false);
}

/// The latest delivery, where it was this one and nobody knows what became of it.
Result<std::optional<Delivery>> Errands::left_in_doubt(const Step& step) {
  if (store_.traits().keeps_bytes) return std::nullopt;  // what was written would have been seen
  auto latest = state_.journal().latest(identity_, step.person.id);
  if (latest && *latest && (!in_doubt(**latest) || (**latest).after != step.after)) latest->reset();
  return latest;
}

/// A run that was killed between sending and reading back did send it: journal and audit learn that now.
Result<void> Errands::close_open_end(const Step& step) {
  auto latest = state_.journal().latest(identity_, step.person.id);
  if (!latest) return Failure(latest.error());
  const bool open = *latest && changes((**latest).action) && ((**latest).state == State::planned || in_doubt(**latest));
  if (!open || (**latest).after != step.after || step.action != Action::same) return {};
  if (auto noted = note(step, State::verified, {}, step.before); !noted) return noted;
  return tell(step, closing_event(step));
}

/// Before anything is sent: the old photo kept, journal and audit on the disk.
Result<void> Errands::prepare(const Look& look) {
  if (auto noted = note(look.step, State::planned); !noted) return noted;
  if (policy_.keep && look.there)
    if (auto kept = state_.journal().keep(run_, look.step.person.id, *look.there); !kept) return kept;
  if (auto noted = note(look.step, State::sent); !noted) return noted;
  if (auto told = tell(look.step, look.step.action == Action::remove ? "removing" : "sending"); !told) return told;
  if (auto settled = state_.journal().settle(); !settled) return settled;
  return audit_.settle();
}

/// Where nobody knows whether a photo has arrived, it is looked for before it is sent again. Stores that keep its bytes
/// have that done for them (store/retrying.h).
Receipt Errands::send(const Look& look) {
  for (int sendings = 1;; sendings++) {
    const auto written = write(look);
    if (written) return verify(look);
    const bool doubtful = written.error().fault == Fault::unknown_outcome && look.step.action != Action::remove;
    if (!doubtful || store_.traits().keeps_bytes) return failed(look.step, written.error(), true);
    const Shown shown = read_back_.look_for(look, verify_within());
    if (shown.as_sent) return conclude(look.step, shown);
    if (shown.error && !worth_retrying(shown.error->fault)) return failed(look.step, *shown.error, true);
    const bool not_there = shown.error && shown.error->fault == Fault::not_verified;
    if (!not_there || sendings == most_sendings) return failed(look.step, written.error(), true);
  }
}

Result<void> Errands::write(const Look& look) {
  if (look.step.action == Action::remove) return store_.remove(look.step.person);
  auto put = store_.put(look.step.person, look.picture);
  if (!put && put.error().fault == Fault::too_large) return write_smaller(look, put.error());
  return put;
}

/// Some people may have less than others, and only the store knows who they are.
Result<void> Errands::write_smaller(const Look& look, const Error& refusal) {
  const std::size_t modest = store_.traits().modest_bytes;
  if (modest == 0 || look.picture.size() <= modest || pictures_ == nullptr) return Failure(refusal);
  const auto smaller = pictures_->smaller(look.picture, modest);
  if (!smaller)
    return fail(Fault::too_large, refusal.detail + "; it could not be made smaller: " + smaller.error().detail);
  if (auto told = tell(look.step, "sending-smaller"); !told) return told;
  return store_.put(look.step.person, *smaller);
}

Clock::Duration Errands::verify_within() const {
  return policy_.verify_within.count() < 0 ? store_.traits().shows_within : policy_.verify_within;
}

Receipt Errands::verify(const Look& look) {
  if (auto noted = note(look.step, State::accepted); !noted) return stopped_at(look.step, noted.error());
  return conclude(look.step, read_back_.verify(look, verify_within()));
}

Receipt Errands::conclude(const Step& step, const Shown& shown) {
  // Interrupted before it could be read back: the store has said yes, the next run looks.
  if (shown.interrupted) return {step, State::accepted, true, std::nullopt};
  if (shown.blind) rule_.stop(*shown.error);
  if (shown.error) return failed(step, *shown.error, true);
  if (auto noted = note(step, State::verified, {}, shown.held); !noted) return stopped_at(step, noted.error());
  if (auto told = tell(step, closing_event(step)); !told) return stopped_at(step, told.error());
  rule_.succeeded();
  return {step, State::verified, true, std::nullopt};
}

Receipt Errands::failed(const Step& step, const Error& error, bool sent) {
  // Stopped while it waited: nothing is wrong with it, the next run does it.
  if (error.fault == Fault::limit_reached) return {step, State::planned, false, std::nullopt};
  rule_.failed(error);
  return record_failure(step, error, sent);
}

Receipt Errands::record_failure(const Step& step, const Error& error, bool sent) {
  auto noted = note(step, State::failed, error);
  if (noted) noted = tell(step, "failed", error);
  if (!noted) rule_.stop(noted.error());
  return {step, State::failed, sent, error};
}

/// Journal, audit or the kept photos cannot be written: nothing may be sent any more.
Receipt Errands::stopped_at(const Step& step, const Error& error) {
  rule_.stop(error);
  return {step, State::failed, false, error};
}

Result<void> Errands::note(const Step& step, State state, const Error& error, const std::string& held) {
  Delivery delivery = record_of(step, run_, identity_);
  delivery.state = state;
  delivery.error = error;
  delivery.held = held;
  return state_.journal().put(delivery);
}

Result<void> Errands::tell(const Step& step, std::string_view event, const Error& error) {
  const std::string_view fault = error.detail.empty() ? "" : name(error.fault);
  return audit_.write({event, step.person.id, step.before, step.after, fault, error.detail, step.person.key});
}

}  // namespace headroom::delivery
