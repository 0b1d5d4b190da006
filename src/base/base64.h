#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/image.h"

namespace headroom {

/// RFC 4648, section 4: letters, digits, "+/" and "=" at the end.
std::string base64(ByteView bytes);

/// The bytes of such a text, which may be broken into lines as XML allows it; none where it is no such text.
std::optional<Bytes> bytes_of_base64(std::string_view text);

}  // namespace headroom
