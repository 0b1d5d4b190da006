#pragma once

#include <optional>

#include "base/image.h"

namespace headroom::store {

/// Width and height out of a JPEG's frame header, found without decoding anything; none where there is no such header.
/// Reads nothing but the bytes given, whatever they say of themselves.
///
/// source  ITU-T T.81, annex B
std::optional<Size> jpeg_size(ByteView bytes);

}  // namespace headroom::store
