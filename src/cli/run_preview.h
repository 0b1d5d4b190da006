#pragma once

#include "batch/conversion.h"
#include "cli/commands.h"
#include "cli/run_request.h"

namespace headroom::cli {

/// Says what would be converted, and whose it would be; returns the exit status that the run itself would have, as far
/// as it can be foreseen.
///
/// fails  as open_stores, delivered_sizes and matches_of
Result<int> preview_run(RunRequest& request, const batch::Conversion& conversion, const Streams& streams);

}  // namespace headroom::cli
