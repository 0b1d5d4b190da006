#include "cli/delivery_uploads.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/folded.h"

namespace headroom::cli {
namespace {

using delivery::Match;

/// A photo that has no picture to deliver, and why.
Match without_picture(const Outcome& outcome) {
  Match match;
  match.offer.file = outcome.file;
  const bool failed = outcome.status == Status::failed;
  match.error = failed ? Error{outcome.error.fault, "not converted: " + outcome.error.detail, {}}
                       : Error{Fault::not_fitting, "there is no output of the size that is delivered", {}};
  return match;
}

bool nobody_found(const Outcome& outcome) {
  return outcome.flags.has(Flag::no_subject) || outcome.flags.has(Flag::low_confidence);
}

void hold_back(Match& match) {
  match.left_out = true;
  match.error = Error{Fault::refused, "held back: nobody was surely found in the photo; look at the contact sheet", {}};
}

}  // namespace

std::vector<delivery::Offer> offers_of(const std::vector<batch::Entry>& entries, Size size,
                                       const std::filesystem::path& out) {
  std::vector<delivery::Offer> offers;
  for (const auto& entry : entries) {
    if (entry.error) continue;
    const std::string file = batch::output_path(entry, size);
    offers.push_back({file, out / file});
  }
  return offers;
}

void refuse_shared_outputs(std::vector<Match>& matches, const std::vector<batch::Entry>& entries, Size size) {
  std::map<std::string, std::vector<std::string>> photos;  // by output
  for (const auto& entry : entries) photos[case_folded(batch::output_path(entry, size))].push_back(entry.file);
  for (Match& match : matches) {
    const auto found = photos.find(case_folded(match.offer.file));
    if (match.left_out || found == photos.end() || found->second.size() == 1) continue;
    match.error = Error{Fault::name_taken,
                        fmt::format("{} have the same output names, and none of them is delivered; rename all but the "
                                    "right one",
                                    fmt::join(found->second, " and ")),
                        {}};
  }
}

/// One photo on its way through the stores.
struct DeliveryUploads::Walk {
  std::vector<Match> matches;  // a stage each
  std::size_t stage = 0;
  std::string waits;  // why the stores to come must not have it yet; empty: they may
  std::function<void()> done;
};

DeliveryUploads::DeliveryUploads(std::vector<UploadStage> stages, bool doubtful) : doubtful_(doubtful) {
  for (UploadStage& given : stages) {
    Stage& stage = stages_.emplace_back(Stage{given.session, given.size, {}});
    for (Match& match : given.matches) {
      std::string file = match.offer.file;
      stage.matches.emplace(std::move(file), std::move(match));
    }
  }
}

void DeliveryUploads::submit(const Outcome& outcome, std::function<void()> done) {
  {
    const std::lock_guard lock(mutex_);
    came_.insert(outcome.file);
  }
  const auto walk = std::make_shared<Walk>();
  walk->done = std::move(done);
  walk->matches.reserve(stages_.size());
  for (const Stage& stage : stages_) walk->matches.push_back(match_for(stage, outcome));
  go_on(walk);
}

Match DeliveryUploads::match_for(const Stage& stage, const Outcome& outcome) const {
  const auto output = std::ranges::find_if(
      outcome.outputs, [&stage](const Output& one) { return one.size == stage.size && !one.path.empty(); });
  const auto known = output == outcome.outputs.end() ? stage.matches.end() : stage.matches.find(output->path);
  const bool usable = known != stage.matches.end() && outcome.status != Status::failed;
  Match match = usable ? known->second : without_picture(outcome);
  if (!doubtful_ && !match.error && nobody_found(outcome)) hold_back(match);
  return match;
}

void DeliveryUploads::go_on(const std::shared_ptr<Walk>& walk) {
  for (; walk->stage < stages_.size(); walk->stage++) {
    const Match& match = walk->matches[walk->stage];
    DeliverySession& session = *stages_[walk->stage].session;
    if (walk->waits.empty() || match.error)
      return session.submit({match, false, {}, std::nullopt},
                            [this, walk](const delivery::Receipt& receipt) { settle(walk, receipt); });
    session.leave_for_next_run(match, walk->waits);
  }
  walk->done();
}

void DeliveryUploads::settle(const std::shared_ptr<Walk>& walk, const delivery::Receipt& receipt) {
  if (walk->waits.empty())
    walk->waits =
        reason_to_wait(row_of(walk->matches[walk->stage], receipt), stages_[walk->stage].session->store().identity());
  walk->stage++;
  go_on(walk);
}

void DeliveryUploads::say_rest(const std::vector<batch::Entry>& entries) {
  const std::lock_guard lock(mutex_);
  for (const Stage& stage : stages_)
    for (const auto& entry : entries) {
      if (came_.contains(entry.file)) continue;
      const auto known = stage.matches.find(batch::output_path(entry, stage.size));
      Match match;
      match.offer.file = entry.file;
      if (!entry.error && known != stage.matches.end()) match = known->second;
      stage.session->not_reached(match);
    }
}

}  // namespace headroom::cli
