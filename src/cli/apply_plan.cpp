#include "cli/apply_plan.h"

#include <fmt/format.h>

#include <utility>

#include "base/folded.h"

namespace headroom::cli {
namespace {

using delivery::Step;

void skip(Planned& planned, Error error) {
  planned.step.action = delivery::Action::skip;
  planned.step.reason = error.detail;
  planned.step.error = error;
  planned.match.error = std::move(error);
}

/// Why the row's identifier and key do not belong together; empty: they do.
std::string changed(const Step& step, const store::Person* person) {
  if (person == nullptr)
    return fmt::format("nobody has the identifier that the plan gives for {}; plan again", step.person.key);
  if (folded(person->key) == folded(step.person.key)) return {};
  return fmt::format("the plan means {}, but its identifier is that of {}; plan again", step.person.key, person->key);
}

Planned planned_for(Step step, const delivery::Roster& roster, const delivery::NameRule& rule) {
  Planned planned;
  planned.match.offer = {step.file, step.path};
  planned.match.key = step.person.key;
  planned.step = std::move(step);
  const store::Person* person = roster.with_id(planned.step.person.id);
  if (const std::string why = changed(planned.step, person); !why.empty()) {
    if (!planned.step.error) skip(planned, {Fault::changed_since, why, {}});
    return planned;
  }
  planned.step.person = *person;
  planned.match.person = *person;
  if (planned.step.action == delivery::Action::remove) return planned;
  leave_out(planned.match, rule);
  if (planned.match.error) skip(planned, Error(*planned.match.error));
  return planned;
}

}  // namespace

Result<std::vector<Planned>> apply_plan(const DeliveryRequest& request, const std::filesystem::path& folder,
                                        const delivery::Roster& roster, const std::string& identity) {
  const auto rule = name_rule(request);
  if (!rule) return Failure(rule.error());
  auto steps = delivery::read_plan(request.apply, folder, identity);
  if (!steps) return Failure(steps.error());
  std::vector<Planned> planned;
  for (Step& step : *steps)
    if (delivery::changes(step.action) || step.error) planned.push_back(planned_for(std::move(step), roster, *rule));
  return planned;
}

}  // namespace headroom::cli
