#pragma once

#include <filesystem>
#include <vector>

#include "cli/planning.h"

namespace headroom::cli {

/// The changes of the plan that `--apply` names, with the people as the roster has them now. Whoever is not there any
/// more or has another key is skipped, with the fault changed_since; who wants no photo is left out.
///
/// folder    where the plan's pictures are
/// identity  the store's
/// fails     as read_plan, name_rule
Result<std::vector<Planned>> apply_plan(const DeliveryRequest& request, const std::filesystem::path& folder,
                                        const delivery::Roster& roster, const std::string& identity);

}  // namespace headroom::cli
