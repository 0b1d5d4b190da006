#pragma once

#include <cstddef>
#include <filesystem>

#include "base/image.h"
#include "base/result.h"

namespace headroom {

/// A whole file.
///
/// fails  unreadable: the disk's reason, in words; not_an_image: no regular file; too_large: over `limit` bytes
Result<Bytes> read_file(const std::filesystem::path& path, std::size_t limit);

}  // namespace headroom
