#include "delivery/errands.h"

#include <utility>

#include "store/sha256.h"

namespace headroom::delivery {
namespace {

constexpr auto stale_after = std::chrono::seconds(1);

/// Why what was planned cannot be carried out any more.
std::optional<Error> changed_since(const Order& order, const Step& step) {
  if (!order.planned.empty() && order.planned != step.after)
    return Error{Fault::changed_since, "the picture has changed since it was planned; plan again", {}};
  if (order.expected && *order.expected != step.before)
    return Error{Fault::changed_since, "the photo there has changed since it was looked at; plan again", {}};
  return std::nullopt;
}

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
                 StopRule& rule, const Pictures* pictures)
    : store_(store),
      state_(state),
      audit_(audit),
      policy_(policy),
      run_(std::move(run)),
      identity_(store.identity()),
      rule_(rule),
      pictures_(pictures) {}

Look Errands::look_for(const Order& order) {
  if (order.removal && order.match.person) return look_at_removal(*order.match.person, store_);
  return look_at(order.match, policy_.when, store_);
}

Receipt Errands::carry_out(const Order& order) {
  Look look = look_for(order);
  if (!look.step.error && changes(look.step.action)) {
    // The pace may let it wait for hours, and somebody else may write meanwhile.
    const auto begun = std::chrono::steady_clock::now();
    if (auto waited = store_.await_write(); !waited) return failed(look.step, waited.error(), false);
    if (std::chrono::steady_clock::now() - begun > stale_after) look = look_for(order);
  }
  if (look.store_failed) return failed(look.step, *look.step.error, false);
  if (look.step.error) return {look.step, State::failed, false, look.step.error};
  if (look.step.action == Action::same) return found(look.step);
  if (const auto changed = changed_since(order, look.step)) return refused(look.step, *changed);
  if (!changes(look.step.action)) return found(look.step);
  return change(look);
}

Receipt Errands::change(const Look& look) {
  const auto known = known_to_be_there(look.step);
  if (!known) return stopped_at(look.step, known.error());
  if (*known) return found(look.step);
  if (!rule_.may_change()) return Receipt{look.step, State::planned, false, std::nullopt};
  if (auto prepared = prepare(look); !prepared) return stopped_at(look.step, prepared.error());
  if (auto written = write(look); !written) return failed(look.step, written.error(), true);
  return verify(look.step);
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
Result<bool> Errands::known_to_be_there(const Step& step) {
  if (step.action != Action::replace || step.before != step.after) return false;
  return state_.journal().verified_by_cut_run(identity_, step.person.id, step.after);
}

/// A run that was killed between sending and reading back did send it: journal and audit learn that now.
Result<void> Errands::close_open_end(const Step& step) {
  auto latest = state_.journal().latest(identity_, step.person.id);
  if (!latest) return Failure(latest.error());
  const bool open = *latest && (**latest).state != State::verified && (**latest).state != State::failed;
  if (!open || (**latest).after != step.after || step.action != Action::same) return {};
  if (auto noted = note(step, State::verified); !noted) return noted;
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

Result<void> Errands::write(const Look& look) {
  if (look.step.action == Action::remove) return store_.remove(look.step.person);
  return store_.put(look.step.person, look.picture);
}

Receipt Errands::verify(const Step& step) {
  if (auto noted = note(step, State::accepted); !noted) return stopped_at(step, noted.error());
  const auto there = store_.get(step.person);
  // Interrupted before it could be read back: the store has said yes, the next run looks.
  if (!there && there.error().fault == Fault::limit_reached) return {step, State::accepted, true, std::nullopt};
  if (!there) return failed(step, there.error(), true);
  if (!*there && !step.after.empty()) {
    const Error blind{
        Fault::access_denied,
        "the account may write photos, but not read them: give it that right, too; nothing can be kept or "
        "compared without it",
        {}};
    rule_.stop(blind);
    return failed(step, blind, true);
  }
  const std::string holds = *there ? store::sha256(**there) : "";
  if (holds != step.after)
    return failed(step, {Fault::not_verified, "what was read back is not what was sent; run again", {}}, true);
  if (auto noted = note(step, State::verified); !noted) return stopped_at(step, noted.error());
  if (auto told = tell(step, closing_event(step)); !told) return stopped_at(step, told.error());
  rule_.succeeded();
  return {step, State::verified, true, std::nullopt};
}

Receipt Errands::failed(const Step& step, const Error& error, bool sent) {
  // Stopped while it waited: nothing is wrong with it, the next run does it.
  if (error.fault == Fault::limit_reached) return {step, State::planned, false, std::nullopt};
  rule_.failed(error);
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

Result<void> Errands::note(const Step& step, State state, const Error& error) {
  Delivery delivery = record_of(step, run_, identity_);
  delivery.state = state;
  delivery.error = error;
  return state_.journal().put(delivery);
}

Result<void> Errands::tell(const Step& step, std::string_view event, const Error& error) {
  const std::string_view fault = error.detail.empty() ? "" : name(error.fault);
  return audit_.write({event, step.person.id, step.before, step.after, fault, error.detail, step.person.key});
}

}  // namespace headroom::delivery
