#pragma once

#include <filesystem>
#include <string_view>

#include "base/result.h"

namespace headroom::cli {

/// Writes a file as a whole or not at all; one that is there is replaced.
///
/// fails  write_failed: the disk's reason, in words
Result<void> write_file(const std::filesystem::path& file, std::string_view text);

}  // namespace headroom::cli
