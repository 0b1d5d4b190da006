#pragma once

#include <filesystem>

#include "base/image.h"
#include "base/result.h"

namespace headroom::store {

/// Puts a file into a folder as a whole, by a temporary name (".headroom-...") and a rename, with mode 0644. It is on
/// the disk when this returns.
///
/// fails  write_failed: the disk's reason, in words
Result<void> put_durably(const std::filesystem::path& file, ByteView bytes);

/// Removes a file for good; nothing happens where there is none.
///
/// fails  write_failed: the disk's reason, in words
Result<void> remove_durably(const std::filesystem::path& file);

/// Removes temporary files that are an hour old: those of killed runs.
void remove_left_over(const std::filesystem::path& folder);

}  // namespace headroom::store
