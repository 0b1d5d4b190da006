#pragma once

#include <string>

#include "base/image.h"

namespace headroom {

/// RFC 4648, section 4: letters, digits, "+/" and "=" at the end.
std::string base64(ByteView bytes);

}  // namespace headroom
