#include "cli/planning.h"

#include <fmt/format.h>

#include <array>
#include <atomic>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>

#include "base/folded.h"
#include "cli/at_once.h"
#include "cli/comparing.h"
#include "cli/live_line.h"
#include "cli/people.h"
#include "cli/printable.h"
#include "delivery/look.h"
#include "store/sha256.h"

namespace headroom::cli {
namespace {

using delivery::Match;
using delivery::Step;

template <class Look>
std::vector<Planned> plan_each(std::vector<Match> matches, const DeliveryRequest& request, store::PhotoStore& store,
                               const Streams& streams, const Look& look) {
  std::vector<Planned> planned(matches.size());
  std::atomic<std::size_t> done{0};
  const std::size_t total = matches.size();
  std::optional<LiveLine> line;
  if (!request.quiet)
    line.emplace(streams.messages, streams.terminal, [&done, total](LiveLine::Seconds) -> cli::Look {
      return {fmt::format("looking at what is there: {}/{}", done.load(), total),
              static_cast<double>(done.load()) / static_cast<double>(std::max<std::size_t>(total, 1))};
    });
  at_once(matches.size(), store.traits().people_at_once(), [&](std::size_t i) {
    planned[i].match = std::move(matches[i]);
    planned[i].step = look(planned[i].match);
    done++;
  });
  return planned;
}

/// What a batch promised must still be there.
void refuse_another_picture(Step& step, const Match& match) {
  if (match.offer.sum.empty() || step.after.empty() || step.after == match.offer.sum) return;
  step.action = delivery::Action::skip;
  step.reason = "the picture has changed since the batch was checked; get the batch again";
  step.error = Error{Fault::changed_since, step.reason, {}};
}

/// Some stores cannot: that is said of each photo there, and nothing is tried.
void refuse_where_impossible(Step& step, const store::Traits& traits) {
  if (traits.can_remove || step.action != delivery::Action::remove) return;
  step.action = delivery::Action::skip;
  step.reason =
      fmt::format("{} lets no photo be removed this way; let its owner or an administrator there do it", traits.kind);
  step.error = Error{Fault::unsupported, step.reason, {}};
}

/// Somebody without a mailbox has no photo in it.
void say_nothing_of_mailboxes(Step& step, const store::Traits& traits) {
  if (!step.error || !lacks_mailbox(traits, step.error->fault)) return;
  step.action = delivery::Action::same;
  step.error.reset();
  step.reason = "has no mailbox";
}

std::string short_sum(const std::string& sum) { return sum.empty() ? "none" : sum.substr(0, 12); }

}  // namespace

Result<delivery::NameRule> name_rule(const DeliveryRequest& request) {
  delivery::NameRule rule;
  rule.pattern = request.names;
  rule.disabled_too = request.disabled_too;
  if (!request.list.empty()) {
    auto listed = delivery::read_list(request.list);
    if (!listed) return Failure(listed.error());
    rule.listed = std::move(*listed);
  }
  if (!request.opt_out.empty()) {
    auto keys = delivery::read_keys(request.opt_out);
    if (!keys) return Failure(keys.error());
    for (const std::string& key : *keys) rule.opted_out.insert(folded(key));
  }
  if (auto checked = rule.check(); !checked) return Failure(checked.error());
  return rule;
}

std::vector<Planned> plan_matches(std::vector<Match> matches, const DeliveryRequest& request, store::PhotoStore& store,
                                  const Streams& streams, delivery::Journal* journal) {
  const auto pictures = picture_comparison(streams);
  return plan_each(std::move(matches), request, store, streams, [&](const Match& match) {
    Step step = delivery::plan_one(match, request.policy.when, store, {journal, pictures.get()});
    refuse_another_picture(step, match);
    return step;
  });
}

std::vector<Planned> plan_removals(std::vector<Match> people, const DeliveryRequest& request, store::PhotoStore& store,
                                   const Streams& streams) {
  return plan_each(std::move(people), request, store, streams, [&](const Match& match) {
    Step step;
    if (match.person) {
      step = delivery::look_at_removal(*match.person, store).step;
      say_nothing_of_mailboxes(step, store.traits());
      refuse_where_impossible(step, store.traits());
      return step;
    }
    step.action = delivery::Action::no_match;
    step.error = match.error;
    step.reason = match.error ? match.error->detail : "";
    return step;
  });
}

std::vector<Step> steps_of(const std::vector<Planned>& planned) {
  std::vector<Step> steps;
  steps.reserve(planned.size());
  for (const Planned& one : planned) steps.push_back(one.step);
  return steps;
}

std::string plan_line(const std::vector<Planned>& planned, const std::string& store) {
  constexpr std::array<std::pair<delivery::Action, std::string_view>, 6> words{
      {{delivery::Action::create, "new"},
       {delivery::Action::replace, "replaced"},
       {delivery::Action::remove, "removed"},
       {delivery::Action::same, "same"},
       {delivery::Action::skip, "left out"},
       {delivery::Action::no_match, "without a match"}}};
  std::map<delivery::Action, std::size_t> counts;
  for (const Planned& one : planned) counts[one.step.action]++;
  std::string line;
  for (const auto& [action, word] : words)
    if (counts[action] > 0) line += fmt::format("{}{} {}", line.empty() ? "" : ", ", counts[action], word);
  const bool files = !planned.empty() && !planned.front().step.file.empty();
  return fmt::format("{} {} for {}: {}", planned.size(), files ? "photos" : "people", printable(store),
                     line.empty() ? "nothing" : line);
}

std::string planned_text(const std::vector<Planned>& planned, const std::string& store) {
  std::string lines;
  for (const auto& [match, step] : planned) {
    const std::string key = step.person.key.empty() ? match.key : step.person.key;
    lines += fmt::format("{:<9} {}", delivery::name(step.action), printable(key.empty() ? "-" : key));
    if (!step.file.empty()) lines += fmt::format("  {}", printable(step.file));
    if (delivery::changes(step.action))
      lines += fmt::format("  {} -> {}", short_sum(step.before), short_sum(step.after));
    if (!step.reason.empty()) lines += fmt::format("  {}", printable(step.reason));
    lines += '\n';
  }
  return lines + plan_line(planned, store) + "; nothing was written\n";
}

nlohmann::ordered_json planned_json(const std::vector<Planned>& planned) {
  auto rows = nlohmann::ordered_json::array();
  for (const auto& [match, step] : planned)
    rows.push_back({{"action", delivery::name(step.action)},
                    {"person", step.person.key.empty() ? match.key : step.person.key},
                    {"file", step.file},
                    {"bytes", step.bytes},
                    {"before", step.before},
                    {"after", step.after},
                    {"reason", step.reason}});
  return rows;
}

}  // namespace headroom::cli
