#include <fmt/format.h>

#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/folded.h"
#include "cli/asking.h"
#include "cli/complain.h"
#include "cli/delivery_flow.h"
#include "cli/delivery_options.h"
#include "cli/interrupt.h"
#include "cli/open_stores.h"
#include "cli/parser.h"
#include "cli/people.h"

namespace headroom::cli {
namespace {

using delivery::Match;

constexpr std::size_t looked_up_alone = 20;  // more people than that are found in one reading of all

struct Given {
  std::vector<std::string> people;
  std::string from;
  bool disabled = false;
  GivenOptions options;
};

Match match_of(store::Person person) {
  Match match;
  match.key = person.key;
  match.person = std::move(person);
  return match;
}

Match nobody(const std::string& key, Error error) {
  Match match;
  match.key = key;
  match.error = std::move(error);
  return match;
}

Match in_roster(const delivery::Roster& roster, const std::string& key) {
  const auto found = roster.with(key);
  if (found.size() == 1) return match_of(*found.front());
  if (found.size() > 1)
    return nobody(key, {Fault::several_users, fmt::format("{} people have this key", found.size()), {}});
  std::string near;
  for (const std::string& each : roster.near(key)) near += fmt::format("{}{}", near.empty() ? "" : ", ", each);
  return nobody(key, {Fault::no_such_user,
                      near.empty() ? "there is nobody with this key"
                                   : fmt::format("there is nobody with this key; perhaps {}", near),
                      {}});
}

/// Each key once, as it was typed.
///
/// fails  usage, unreadable: the file of keys
Result<std::vector<std::string>> keys_of(const Given& given) {
  std::vector<std::string> all = given.people;
  if (!given.from.empty()) {
    auto read = delivery::read_keys(given.from);
    if (!read) return Failure(read.error());
    all.insert(all.end(), read->begin(), read->end());
  }
  std::set<std::string> known;
  std::vector<std::string> keys;
  for (std::string& key : all)
    if (known.insert(folded(key)).second) keys.push_back(std::move(key));
  return keys;
}

/// Each person once: one who is named and disabled counts once against --max-removals.
std::vector<Match> each_once(std::vector<Match> matches) {
  std::set<std::string> known;
  std::erase_if(matches,
                [&known](const Match& match) { return match.person && !known.insert(match.person->id).second; });
  return matches;
}

Result<std::vector<Match>> people_to_clear(const Given& given, store::PhotoStore& store, const DeliveryRequest& request,
                                           const Streams& streams) {
  const auto keys = keys_of(given);
  if (!keys) return Failure(keys.error());
  std::vector<Match> matches;
  if (!given.disabled && keys->size() <= looked_up_alone) {
    for (const std::string& key : *keys) {
      auto person = find_person(store, key);
      matches.push_back(person ? match_of(std::move(*person)) : nobody(key, person.error()));
    }
    return each_once(std::move(matches));
  }
  const auto roster = roster_of(store, request, streams);
  if (!roster) return Failure(roster.error());
  for (const std::string& key : *keys) matches.push_back(in_roster(*roster, key));
  for (const store::Person& person : roster->people())
    if (given.disabled && !person.enabled) matches.push_back(match_of(person));
  return each_once(std::move(matches));
}

Result<std::vector<Planned>> plan(const Given& given, store::PhotoStore& store, const DeliveryRequest& request,
                                  const Streams& streams) {
  auto people = people_to_clear(given, store, request, streams);
  if (!people) return Failure(people.error());
  return plan_removals(std::move(*people), request, store, streams);
}

int dry_run(const Given& given, DeliveryRequest& request, const Streams& streams) {
  const auto stores = open_stores(request);
  if (!stores) return complain(stores.error(), streams);
  std::vector<Preview> previews;
  for (const LabelledStore& each : *stores) {
    auto planned = plan(given, each.store(), request, streams);
    if (!planned) return complain(planned.error(), streams);
    previews.push_back({each.store().identity(), std::move(*planned)});
  }
  return answer_dry(previews, request, streams);
}

/// All stores are looked at before anything is removed, so that a limit stops everything.
Result<std::vector<DeliveryResult>> remove_from(const Sessions& sessions, const Given& given,
                                                const DeliveryRequest& request, const Streams& streams) {
  std::vector<std::vector<Planned>> planned;
  for (const auto& session : sessions) {
    auto part = plan(given, session->store(), request, streams);
    if (!part) return Failure(part.error());
    if (auto checked = check_removals(*part, request); !checked) return Failure(checked.error());
    planned.push_back(std::move(*part));
  }
  std::vector<DeliveryResult> results;
  for (std::size_t i = 0; i < sessions.size(); i++) {
    if (interrupted()) {
      for (const auto& [match, step] : planned[i]) sessions[i]->not_reached(match);
      results.push_back(sessions[i]->finish());
      continue;
    }
    auto result = deliver_planned("remove", planned[i], *sessions[i], request, streams);
    if (!result && i == 0) return Failure(result.error());
    results.push_back(result ? std::move(*result) : sessions[i]->finish());
    if (!result) results.back().stopped_by = result.error();
  }
  return results;
}

int remove(const Given& given, const Streams& streams) {
  auto request = delivery_request(given.options);
  if (!request) return complain(request.error(), streams);
  if (given.people.empty() && given.from.empty() && !given.disabled)
    return complain({Fault::usage, "say whose photos: headroom remove PERSON..., --from FILE or --disabled", {}},
                    streams);
  if (request->dry_run) return dry_run(given, *request, streams);
  if (auto checked = check_asking(*request, streams); !checked) return complain(checked.error(), streams);
  const auto sessions = open_sessions(*request, streams);
  if (!sessions) return complain(sessions.error(), streams);
  const auto results = remove_from(*sessions, given, *request, streams);
  return results ? answer(*results, {}, *request, streams) : complain(results.error(), streams);
}

}  // namespace

Action declare_remove(Parser& parser) {
  const auto given = std::make_shared<Given>();
  parser.add("PERSON", given->people, "whose photos");
  parser.add("--from", given->from, "and those of these people, a key a line").value("FILE");
  parser.add_flag("--disabled", given->disabled, "and those of all disabled accounts");
  given->options.declare_config(parser);
  given->options.declare(connection_options(), parser);
  given->options.declare(change_options(), parser);
  given->options.declare(output_options(), parser);
  return [given](const Streams& streams) { return remove(*given, streams); };
}

}  // namespace headroom::cli
