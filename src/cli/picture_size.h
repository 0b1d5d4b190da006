#pragma once

#include <filesystem>
#include <vector>

#include "base/image.h"
#include "base/result.h"

namespace headroom::cli {

/// The sizes of the outputs ("<stem> 648x648.jpg") in a finished folder and below, the smallest first.
///
/// fails  usage: there are none
Result<std::vector<Size>> output_sizes(const std::filesystem::path& folder);

}  // namespace headroom::cli
