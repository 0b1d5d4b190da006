#pragma once

#include <functional>
#include <optional>

#include "batch/steps.h"
#include "batch/uploads.h"

namespace headroom::batch {

/// The next photo to work on; nothing when there is none left, or when the run is to stop.
using Entrance = std::function<std::optional<Draft>()>;
/// Takes every photo back, finished or failed, and gives what is to be told of it; called by one thread at a time.
using Exit = std::function<Outcome(Draft)>;

/// Sends all photos of `entrance` through the steps, `jobs` at a time, and returns when the last is out. At most
/// 2 * jobs + 2 photos are in flight, so memory does not depend on how many there are.
///
/// uploads  the last stage; none: photos end at the exit. It holds no photo in flight: what waits there is names, and
///          the run returns when all of it is done
void run_graph(const Tools& tools, int jobs, const Entrance& entrance, const Exit& exit, Uploads* uploads);

}  // namespace headroom::batch
