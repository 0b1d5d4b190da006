#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"

namespace headroom::delivery {

/// Packs files of `folder` into an archive: in the order given, stored (JPEGs cannot be packed further), with one fixed
/// time and fixed rights, so that the same files make the same bytes.
///
/// fails  write_failed
Result<void> write_zip(const std::filesystem::path& archive, const std::filesystem::path& folder,
                       const std::vector<std::string>& names);

/// Unpacks an archive into an empty folder. Nothing is written for an archive that has folders, links, unsafe or equal
/// names, encryption, too many or too large files, or too good a ratio (batch_limits.h), by what it says of itself;
/// what it really holds is counted while it is unpacked.
///
/// fails  broken: one of these, with the file; unreadable, write_failed
Result<void> unpack_zip(const std::filesystem::path& archive, const std::filesystem::path& folder);

}  // namespace headroom::delivery
