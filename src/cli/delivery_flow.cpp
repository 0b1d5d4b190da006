#include "cli/delivery_flow.h"

#include <fmt/format.h>
#include <fmt/ostream.h>

#include <algorithm>
#include <atomic>
#include <nlohmann/json.hpp>
#include <optional>
#include <ostream>
#include <utility>

#include "cli/asking.h"
#include "cli/complain.h"
#include "cli/delivery_options.h"
#include "cli/delivery_summary.h"
#include "cli/foreseen_status.h"
#include "cli/indented.h"
#include "cli/live_line.h"
#include "cli/printable.h"
#include "cli/summary.h"

namespace headroom::cli {

Result<DeliveryRequest> delivery_request(const GivenOptions& options) {
  const auto texts = options.all_texts();
  if (!texts) return Failure(texts.error());
  DeliveryRequest request;
  if (auto taken = take(*texts, delivery_options(), request); !taken) return Failure(taken.error());
  return request;
}

std::vector<Destination> destinations_of(const Sessions& sessions) {
  std::vector<Destination> stores;
  stores.reserve(sessions.size());
  for (const auto& session : sessions) stores.push_back({session->store().identity(), session->store().traits()});
  return stores;
}

std::vector<Destination> destinations_of(const std::vector<LabelledStore>& stores) {
  std::vector<Destination> all;
  all.reserve(stores.size());
  for (const LabelledStore& each : stores) all.push_back({each.store().identity(), each.store().traits()});
  return all;
}

void say_where(const std::vector<Destination>& stores, const std::vector<std::optional<Size>>& sizes,
               const std::vector<Size>& outputs, const DeliveryRequest& request, const Streams& streams) {
  const std::string line = where_text(stores, sizes, outputs);
  if (!line.empty() && !request.quiet) fmt::print(streams.messages, "{}\n", printable(line));
}

std::vector<Size> close_idle(Sessions& sessions, const std::vector<std::optional<Size>>& sizes) {
  Sessions busy;
  std::vector<Size> taken;
  for (std::size_t i = 0; i < sessions.size(); i++) {
    if (!sizes[i]) continue;
    busy.push_back(std::move(sessions[i]));
    taken.push_back(*sizes[i]);
  }
  sessions = std::move(busy);
  return taken;
}

Result<delivery::Roster> roster_of(store::PhotoStore& store, const DeliveryRequest& request, const Streams& streams) {
  std::vector<store::Person> people;
  std::atomic<std::size_t> known{0};
  const auto listed = [&] {
    std::optional<LiveLine> line;
    if (!request.quiet)
      line.emplace(streams.messages, streams.terminal,
                   [&known](LiveLine::Seconds) -> Look { return {fmt::format("reading people: {}", known.load())}; });
    return store.list([&](store::Person person) {
      people.push_back(std::move(person));
      known++;
    });
  }();
  if (!listed) return Failure(listed.error());
  return delivery::Roster(std::move(people));
}

void say_unknown_keys(const delivery::NameRule& rule, const delivery::Roster& roster, const Streams& streams) {
  const auto unknown = delivery::unknown_keys(rule.opted_out, roster);
  for (std::size_t i = 0; i < std::min(unknown.size(), failures_shown); i++)
    fmt::print(streams.messages, "opt-out list: nobody has the key {}; check how it is spelt\n", printable(unknown[i]));
  if (unknown.size() > failures_shown)
    fmt::print(streams.messages, "opt-out list: nobody has {} more of its keys\n", unknown.size() - failures_shown);
}

Result<void> check_removals(const std::vector<Planned>& planned, const DeliveryRequest& request) {
  const auto removals =
      std::ranges::count_if(planned, [](const Planned& one) { return one.step.action == delivery::Action::remove; });
  if (removals <= request.most_removals) return {};
  return fail(Fault::limit_reached,
              fmt::format("{} photos would be removed, more than the {} allowed; nothing was done. If that is meant, "
                          "say --max-removals {}",
                          removals, request.most_removals, removals));
}

Result<DeliveryResult> deliver_planned(std::string_view command, const std::vector<Planned>& planned,
                                       DeliverySession& session, const DeliveryRequest& request,
                                       const Streams& streams) {
  if (auto checked = check_removals(planned, request); !checked) return Failure(checked.error());
  const Agreed agreed = ask(planned, request, session.store(), streams);
  if (agreed.any)
    if (auto begun = session.begin(command); !begun) return Failure(begun.error());
  for (std::size_t i = 0; i < planned.size(); i++) {
    const auto& [match, step] = planned[i];
    if (!delivery::changes(step.action)) {
      session.pass_over(step, match);
    } else if (agreed.steps[i]) {
      // What a batch promises weighs more than what was read since.
      const std::string& sum = match.offer.sum.empty() ? step.after : match.offer.sum;
      session.submit({match, step.action == delivery::Action::remove, sum, step.before});
    } else {
      session.decline(step);
    }
  }
  return session.finish();
}

void complain_of_ends(Results results, const Streams& streams) {
  for (const DeliveryResult& result : results) {
    if (!result.stopped_by) continue;
    Error error = *result.stopped_by;
    if (results.size() > 1) error.detail = fmt::format("{}: {}", result.store, error.detail);
    complain(error, streams);
  }
}

int answer(Results results, const std::filesystem::path& report, const DeliveryRequest& request,
           const Streams& streams) {
  if (request.json) {
    streams.out << indented(delivery_json(results, report));
  } else if (!request.quiet) {
    streams.out << delivery_text(results, report);
  }
  complain_of_ends(results, streams);
  return exit_status(results);
}

int answer(const DeliveryResult& result, const std::filesystem::path& report, const DeliveryRequest& request,
           const Streams& streams) {
  return answer(Results(&result, 1), report, request, streams);
}

namespace {

int foreseen_status(const std::vector<Planned>& planned) {
  ForeseenStatus status;
  for (const auto& [match, step] : planned)
    if (!match.left_out) status.count(step.error);
  return status.value();
}

void say_planned(const std::vector<Preview>& previews, bool json, std::ostream& out) {
  if (!json) {
    for (const auto& [store, planned] : previews) out << planned_text(planned, store);
    return;
  }
  if (previews.size() == 1) {
    out << indented(planned_json(previews.front().planned));
    return;
  }
  auto stores = nlohmann::ordered_json::array();
  for (const auto& [store, planned] : previews)
    stores.push_back({{"store", store}, {"planned", planned_json(planned)}});
  out << indented(stores);
}

}  // namespace

int answer_dry(const std::vector<Preview>& previews, const DeliveryRequest& request, const Streams& streams) {
  say_planned(previews, request.json, streams.out);
  int status = all_done;
  for (const Preview& preview : previews) {
    status = worse(status, foreseen_status(preview.planned));
    if (auto checked = check_removals(preview.planned, request); !checked)
      status = worse(status, complain(checked.error(), streams));
  }
  return status;
}

int answer_dry(std::vector<Planned> planned, const std::string& store, const DeliveryRequest& request,
               const Streams& streams) {
  return answer_dry({{store, std::move(planned)}}, request, streams);
}

}  // namespace headroom::cli
