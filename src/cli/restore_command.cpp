#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/folded.h"
#include "cli/asking.h"
#include "cli/complain.h"
#include "cli/delivery_flow.h"
#include "cli/delivery_options.h"
#include "cli/parser.h"
#include "cli/scratch_folder.h"
#include "cli/write_file.h"
#include "store/sha256.h"

namespace headroom::cli {
namespace {

using delivery::Delivery;
using delivery::State;

struct Given {
  std::string run;
  std::vector<std::string> people;
  bool remove_new = false;
  GivenOptions options;
};

bool wanted(const Given& given, const Delivery& delivery) {
  return given.people.empty() || std::ranges::any_of(given.people, [&](const std::string& key) {
           return folded(key) == folded(delivery.key) || key == delivery.person;
         });
}

/// fails  limit_reached: it is kept no more; broken; write_failed
Result<std::filesystem::path> unpack(const Delivery& delivery, DeliverySession& session, const ScratchFolder& scratch) {
  const auto photo = session.state().journal().kept(delivery.run, delivery.person);
  if (!photo) return Failure(photo.error());
  if (!*photo) return fail(Fault::limit_reached, "its earlier photo is kept no more (--keep-days)");
  if (store::sha256(**photo) != delivery.before)
    return fail(Fault::broken, "what is kept is not the photo that was there before; nothing is written");
  auto path = scratch.path() / (delivery.before + ".jpg");
  if (auto written = write_file(path, {reinterpret_cast<const char*>((*photo)->data()), (*photo)->size()}); !written)
    return Failure(written.error());
  return path;
}

/// Who it was: by now perhaps renamed, disabled, or gone, which the store will say.
store::Person person_of(const Delivery& delivery, const delivery::Roster& roster) {
  const store::Person* person = roster.with_id(delivery.person);
  return person != nullptr ? *person : store::Person{delivery.person, delivery.key, "", "", true};
}

delivery::Match match_of(const Delivery& delivery, store::Person person, const delivery::NameRule& rule,
                         DeliverySession& session, const ScratchFolder& scratch) {
  delivery::Match match;
  match.key = delivery.key;
  match.person = std::move(person);
  if (delivery.before.empty()) return match;
  match.offer.file = fmt::format("photo of {}", delivery.key);
  leave_out(match, rule);
  if (match.error) return match;
  if (auto path = unpack(delivery, session, scratch)) {
    match.offer.path = std::move(*path);
    match.offer.sum = delivery.before;
  } else {
    match.error = path.error();
  }
  return match;
}

/// Somebody else wrote since: their photo is not thrown away.
void leave_alone_if_changed(const Delivery& delivery, delivery::Step& step) {
  // A store that makes pictures of its own held another one than was sent.
  const std::string& left_there = delivery.held.empty() ? delivery.after : delivery.held;
  if (!delivery::changes(step.action) || step.before == left_there || step.before == delivery.before) return;
  step.action = delivery::Action::skip;
  step.error = {Fault::changed_since, "the photo was changed again after that run; it is left alone", {}};
  step.reason = step.error->detail;
}

/// The store that the run was for: its identity.
///
/// fails  usage: there was no such run
Result<std::string> store_of_run(const std::string& run, delivery::Journal& journal) {
  const auto runs = journal.runs();
  if (!runs) return Failure(runs.error());
  const auto known = std::ranges::find(*runs, run, &delivery::Run::id);
  if (known != runs->end()) return known->store;
  return fail(Fault::usage, fmt::format("nothing is known of run {}; see headroom status", run));
}

/// A session with that store, which is one of those that `--to` names; the likely ones are tried first.
///
/// fails  usage: it is none of them; as DeliverySession::open
Result<std::unique_ptr<DeliverySession>> open_store_of(const std::string& run, DeliveryRequest& request,
                                                       const Streams& streams) {
  auto stores = stores_in_order(request);
  if (!stores) return Failure(stores.error());
  const auto state = open_state(request);
  if (!state) return Failure(state.error());
  const auto wanted = store_of_run(run, (*state)->journal());
  if (!wanted) return Failure(wanted.error());
  const auto likely = [&](const std::string& to) { return wanted->starts_with(to.substr(0, to.find(':'))); };
  std::stable_partition(stores->begin(), stores->end(), likely);
  std::string others;
  for (const std::string& to : *stores) {
    auto session = DeliverySession::open(request, streams, *state, to);
    if (!session || (*session)->store().identity() == *wanted) return session;
    others += (others.empty() ? "" : " and ") + (*session)->store().identity();
  }
  return fail(Fault::usage, fmt::format("run {} was for {}, and this is {}; name that store with --to and --base", run,
                                        *wanted, others));
}

/// True where the run sent nothing.
bool nothing_done(const Delivery& delivery) {
  const bool refused_before = delivery.state == State::failed && delivery.error.fault == Fault::changed_since;
  return delivery.state == State::planned || refused_before || !delivery::changes(delivery.action);
}

/// What the run did and can be undone, looked at anew.
Result<std::vector<Planned>> plan(const Given& given, DeliverySession& session, const ScratchFolder& scratch,
                                  const DeliveryRequest& request, const Streams& streams) {
  auto deliveries = session.state().journal().of_run(given.run);
  if (!deliveries) return Failure(deliveries.error());
  std::erase_if(*deliveries, [&](const Delivery& each) {
    return nothing_done(each) || !wanted(given, each) || (each.before.empty() && !given.remove_new);
  });
  const auto rule = name_rule(request);
  if (!rule) return Failure(rule.error());
  const auto roster = roster_of(session.store(), request, streams);
  if (!roster) return Failure(roster.error());
  std::vector<delivery::Match> earlier, none;
  for (const Delivery& each : *deliveries)
    (each.before.empty() ? none : earlier).push_back(match_of(each, person_of(each, *roster), *rule, session, scratch));
  auto planned = plan_matches(std::move(earlier), request, session.store(), streams, &session.state().journal());
  auto removals = plan_removals(std::move(none), request, session.store(), streams);
  std::ranges::move(removals, std::back_inserter(planned));
  for (Planned& one : planned) {
    const auto delivery = std::ranges::find(*deliveries, one.match.person->id, &Delivery::person);
    leave_alone_if_changed(*delivery, one.step);
    if (one.match.error) one.step.action = delivery::Action::skip;  // known, but there is nothing to bring back
  }
  return planned;
}

int restore(const Given& given, const Streams& streams) {
  auto request = delivery_request(given.options);
  if (!request) return complain(request.error(), streams);
  request->policy.when = delivery::When::different;
  if (!request->dry_run)
    if (auto checked = check_asking(*request, streams); !checked) return complain(checked.error(), streams);
  auto session = open_store_of(given.run, *request, streams);
  if (!session) return complain(session.error(), streams);
  const auto scratch = ScratchFolder::make((*session)->state().path());
  if (!scratch) return complain(scratch.error(), streams);
  const auto planned = plan(given, **session, **scratch, *request, streams);
  if (!planned) return complain(planned.error(), streams);
  if (request->dry_run) return answer_dry(*planned, (*session)->store().identity(), *request, streams);
  const auto result = deliver_planned("restore", *planned, **session, *request, streams);
  if (!result) return complain(result.error(), streams);
  return answer(*result, {}, *request, streams);
}

}  // namespace

Action declare_restore(Parser& parser) {
  const auto given = std::make_shared<Given>();
  parser.add("PERSON", given->people, "only theirs; default: everybody's");
  parser.add("--run", given->run, "the run to undo; headroom status lists them").required().value("ID");
  parser.add_flag("--remove-new", given->remove_new, "and remove the photos of those who had none before");
  given->options.declare_config(parser);
  given->options.declare(connection_options(), parser);
  given->options.declare(exception_options(), parser);
  given->options.declare(change_options(), parser);
  given->options.declare(output_options(), parser);
  return [given](const Streams& streams) { return restore(*given, streams); };
}

}  // namespace headroom::cli
