#pragma once

#include <string>

#include "base/image.h"

namespace headroom::store {

/// SHA-256, 64 lower-case hexadecimal digits.
std::string sha256(ByteView bytes);

}  // namespace headroom::store
