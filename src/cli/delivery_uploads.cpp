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

DeliveryUploads::DeliveryUploads(DeliverySession& session, std::vector<Match> matches, Size size, bool doubtful)
    : session_(session), size_(size), doubtful_(doubtful) {
  for (Match& match : matches) {
    std::string file = match.offer.file;
    matches_.emplace(std::move(file), std::move(match));
  }
}

void DeliveryUploads::submit(const Outcome& outcome, std::function<void()> done) {
  {
    const std::lock_guard lock(mutex_);
    came_.insert(outcome.file);
  }
  const auto output = std::ranges::find_if(
      outcome.outputs, [this](const Output& one) { return one.size == size_ && !one.path.empty(); });
  const auto match = output == outcome.outputs.end() ? matches_.end() : matches_.find(output->path);
  delivery::Order order;
  order.match = match == matches_.end() || outcome.status == Status::failed ? without_picture(outcome) : match->second;
  if (!doubtful_ && !order.match.error && nobody_found(outcome)) hold_back(order.match);
  session_.submit(std::move(order), [done = std::move(done)](const delivery::Receipt&) { done(); });
}

void DeliveryUploads::say_rest(const std::vector<batch::Entry>& entries) {
  const std::lock_guard lock(mutex_);
  for (const auto& entry : entries) {
    if (came_.contains(entry.file)) continue;
    const auto known = matches_.find(batch::output_path(entry, size_));
    Match match;
    match.offer.file = entry.file;
    if (!entry.error && known != matches_.end()) match = known->second;
    session_.not_reached(match);
  }
}

}  // namespace headroom::cli
