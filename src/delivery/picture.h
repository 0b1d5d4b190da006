#pragma once

#include <cstddef>
#include <filesystem>

#include "base/image.h"
#include "base/result.h"

namespace headroom::delivery {

/// A finished picture: a whole file that begins as a JPEG does. Nothing in it is parsed: this process holds
/// credentials.
///
/// fails  unreadable; too_large: over `most_bytes`; not_an_image: empty, or no JPEG
Result<Bytes> read_picture(const std::filesystem::path& path, std::size_t most_bytes);

/// The same for bytes at hand.
Result<void> check_picture(ByteView bytes, std::size_t most_bytes);

}  // namespace headroom::delivery
