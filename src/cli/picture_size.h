#pragma once

#include <filesystem>

#include "base/image.h"
#include "base/result.h"

namespace headroom::cli {

/// The largest size of the outputs ("<stem> 648x648.jpg") in a finished folder and below.
///
/// fails  usage: there is none
Result<Size> largest_outputs(const std::filesystem::path& folder);

}  // namespace headroom::cli
