#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/commands.h"
#include "cli/delivery_request.h"
#include "cli/delivery_session.h"
#include "cli/delivery_summary.h"
#include "cli/open_stores.h"
#include "cli/option_parser.h"
#include "cli/planning.h"
#include "cli/what_goes_where.h"

namespace headroom::cli {

/// The request that the options make.
///
/// fails  usage
Result<DeliveryRequest> delivery_request(const GivenOptions& options);

/// The stores of sessions, or those that only look.
std::vector<Destination> destinations_of(const Sessions& sessions);
std::vector<Destination> destinations_of(const std::vector<LabelledStore>& stores);

/// Says what goes where, unless it is as everybody expects.
///
/// sizes    by what_goes_where
/// outputs  the sizes that there are
void say_where(const std::vector<Destination>& stores, const std::vector<std::optional<Size>>& sizes,
               const std::vector<Size>& outputs, const DeliveryRequest& request, const Streams& streams);

/// Closes the sessions whose stores take nothing.
///
/// returns  the sizes for those that are left
std::vector<Size> close_idle(Sessions& sessions, const std::vector<std::optional<Size>>& sizes);

/// Asks the store for everybody, with a line of progress.
Result<delivery::Roster> roster_of(store::PhotoStore& store, const DeliveryRequest& request, const Streams& streams);

/// Names the keys of the opt-out list that nobody has: somebody who wants no photo may be spelt otherwise there.
void say_unknown_keys(const delivery::NameRule& rule, const delivery::Roster& roster, const Streams& streams);

/// fails  limit_reached: more removals are planned than --max-removals allows
Result<void> check_removals(const std::vector<Planned>& planned, const DeliveryRequest& request);

/// Asks about what was planned, and delivers what was agreed to. A person whose photo has changed since it was planned
/// is left alone.
///
/// command  "upload", for the journal
/// fails    write_failed; as check_removals
Result<DeliveryResult> deliver_planned(std::string_view command, const std::vector<Planned>& planned,
                                       DeliverySession& session, const DeliveryRequest& request,
                                       const Streams& streams);

/// Says what came of it; returns the exit status.
///
/// report  where everything stands; may be empty
int answer(Results results, const std::filesystem::path& report, const DeliveryRequest& request,
           const Streams& streams);
int answer(const DeliveryResult& result, const std::filesystem::path& report, const DeliveryRequest& request,
           const Streams& streams);

/// Says why deliveries came to an early end.
void complain_of_ends(Results results, const Streams& streams);

/// What would be done in one store.
struct Preview {
  std::string store;  // its identity
  std::vector<Planned> planned;
};

/// Says what would be done; returns the exit status that the run itself would have, as far as it can be foreseen.
int answer_dry(const std::vector<Preview>& previews, const DeliveryRequest& request, const Streams& streams);
int answer_dry(std::vector<Planned> planned, const std::string& store, const DeliveryRequest& request,
               const Streams& streams);

}  // namespace headroom::cli
