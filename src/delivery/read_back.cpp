#include "delivery/read_back.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "store/sha256.h"

namespace headroom::delivery {
namespace {

std::string seconds_text(Clock::Duration duration) {
  return fmt::format("{:.3g} s", std::chrono::duration<double>(duration).count());
}

Shown not_verified(std::string detail) {
  Shown shown;
  shown.error = Error{Fault::not_verified, std::move(detail), {}};
  return shown;
}

/// Words come when the time is over.
Shown nothing_new() { return not_verified(""); }

Shown cut_off() {
  Shown shown;
  shown.interrupted = true;
  return shown;
}

std::string not_shown(const Step& step, Clock::Duration within) {
  if (step.after.empty())
    return fmt::format("the photo was taken away, but is still shown after {}; run again later", seconds_text(within));
  return fmt::format(
      "the photo was accepted, but is not shown after {}; run again: what has come by then is not sent again",
      seconds_text(within));
}

Shown blind() {
  Shown shown;
  shown.blind = true;
  shown.error = Error{Fault::access_denied,
                      "the account may write photos, but not read them: give it that right, too; nothing can be kept "
                      "or compared without it",
                      {}};
  return shown;
}

}  // namespace

/// What one look comes to.
struct ReadBack::Sight {
  bool final = false;  // looking again changes nothing
  Shown shown;
};

/// A photo is decoded once, however often it is seen.
struct ReadBack::Memory {
  std::string compared;  // SHA-256 of what could be compared; empty: nothing yet
  bool alike = false;
};

ReadBack::ReadBack(store::PhotoStore& store, const Pictures* pictures, Clock& clock, const std::atomic<bool>& stop)
    : store_(store), pictures_(pictures), clock_(clock), stop_(stop) {}

Shown ReadBack::verify(const Look& look, Clock::Duration within) {
  Shown shown = watch(look, within, true);
  if (shown.error && shown.error->detail.empty()) shown.error->detail = not_shown(look.step, within);
  return shown;
}

Shown ReadBack::look_for(const Look& look, Clock::Duration within) {
  const Clock::Duration usual = std::min(within, patience_.first_wait() * 2);
  return watch(look, std::max<Clock::Duration>(usual, store_.traits().least_distance), false);
}

Shown ReadBack::watch(const Look& look, Clock::Duration within, bool learning) {
  const Clock::Time begun = clock_.now();
  const Clock::Time end = begun + within;
  Clock::Duration missed{-1};
  Clock::Time next = store_.traits().keeps_bytes ? begun : std::min(end, begun + patience_.first_wait());
  Memory memory;
  for (int looks = 1;; looks++) {
    if (next > clock_.now() && !clock_.sleep_until(next, stop_)) return cut_off();
    const Clock::Time moment = clock_.now();
    const bool last = moment >= end;
    Sight sight = glance(look, memory, last);
    if (sight.shown.as_sent && learning && !last) patience_.learn(missed, moment - begun);
    if (sight.final || last) return std::move(sight.shown);
    missed = moment - begun;
    next = std::min(end, clock_.now() + Patience::wait_after(looks));
  }
}

ReadBack::Sight ReadBack::glance(const Look& look, Memory& memory, bool last) {
  const bool keeps_bytes = store_.traits().keeps_bytes;
  const auto there = store_.get(look.step.person);
  if (!there && there.error().fault == Fault::limit_reached) return {true, cut_off()};
  if (!there) {
    Shown shown;
    shown.error = there.error();
    // Looked for until its time is over, through a pause of the service.
    return {keeps_bytes || !worth_retrying(there.error().fault), std::move(shown)};
  }
  if (keeps_bytes || !*there || look.step.after.empty()) return judge(look.step, *there);
  return compare(look, **there, memory, last);
}

/// By bytes.
ReadBack::Sight ReadBack::judge(const Step& step, const std::optional<Bytes>& there) {
  const std::string held = there ? store::sha256(*there) : "";
  if (held == step.after) return {true, {true, held}};
  if (!store_.traits().keeps_bytes) return {false, nothing_new()};
  if (!there) return {false, blind()};
  return {false, not_verified("what was read back is not what was sent; run again")};
}

/// By their look. The photo that was there before may be the one sent, too, but nobody can tell before the time is
/// over.
ReadBack::Sight ReadBack::compare(const Look& look, ByteView there, Memory& memory, bool last) {
  const std::string held = store::sha256(there);
  if (held == look.step.after) return {true, {true, held}};
  if (held == look.step.before && !last) return {false, nothing_new()};
  if (pictures_ != nullptr && memory.compared != held) {
    const auto alike = pictures_->alike(look.picture, there);
    if (!alike)
      return {false, not_verified(fmt::format("the photo that was read back cannot be compared: {}; run again",
                                              alike.error().detail))};
    memory = {held, *alike};
  }
  if (memory.compared == held && memory.alike) return {true, {true, held}};
  if (held == look.step.before) return {false, nothing_new()};
  return {false,
          not_verified("the photo that was read back looks otherwise than the one sent: somebody else may have changed "
                       "it meanwhile; look at it, and run again")};
}

}  // namespace headroom::delivery
