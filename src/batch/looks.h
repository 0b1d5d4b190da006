#pragma once

#include <filesystem>
#include <vector>

#include "batch/steps.h"

namespace headroom::batch {

/// One photo in many looks.
struct Looks {
  Outcome outcome;                    // what was found out about the photo; its outputs are left empty
  std::vector<codec::Jpeg> pictures;  // one for each wanted output, in their order
};

/// Takes a photo through the walk up to `encode`, as a run does it. Several outputs may have one size; the photo is
/// decoded once for all of them.
///
/// fails  as read, locate, decode and encode
Result<Looks> render_looks(const std::filesystem::path& photo, const std::vector<OutputSpec>& wanted,
                           const Tools& tools);

}  // namespace headroom::batch
