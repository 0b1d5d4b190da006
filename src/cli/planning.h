#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "cli/delivery_request.h"
#include "delivery/journal.h"
#include "delivery/matching.h"
#include "delivery/plan.h"
#include "delivery/roster.h"
#include "store/photo_store.h"

namespace headroom::cli {

/// What is to be done for one file or person, together with what is known of it.
struct Planned {
  delivery::Match match;
  delivery::Step step;
};

/// The rule that the request's options make.
///
/// fails  usage, unreadable: list or opt-out file, pattern
Result<delivery::NameRule> name_rule(const DeliveryRequest& request);

/// Looks at what the store holds for every match, several at a time, with a line of progress.
///
/// journal  what was delivered before, which saves comparing pictures; null: it is not at hand
std::vector<Planned> plan_matches(std::vector<delivery::Match> matches, const DeliveryRequest& request,
                                  store::PhotoStore& store, const Streams& streams,
                                  delivery::Journal* journal = nullptr);

/// The same for taking photos away: `remove` where there is one, `same` where there is none; `skip` with the fault
/// unsupported where there is one and the store cannot.
std::vector<Planned> plan_removals(std::vector<delivery::Match> people, const DeliveryRequest& request,
                                   store::PhotoStore& store, const Streams& streams);

std::vector<delivery::Step> steps_of(const std::vector<Planned>& planned);

/// "1,000 photos for ad DC=ad,DC=test: 120 new, 30 replaced, 850 same"
std::string plan_line(const std::vector<Planned>& planned, const std::string& store);

/// What would be done, a line each, for a terminal.
std::string planned_text(const std::vector<Planned>& planned, const std::string& store);

/// The same as an array of objects {action, person, file, bytes, before, after, reason}.
nlohmann::ordered_json planned_json(const std::vector<Planned>& planned);

}  // namespace headroom::cli
