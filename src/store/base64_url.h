#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/image.h"

namespace headroom::store {

/// RFC 4648, section 5: letters, digits, "-_", and no "=" at the end; as web tokens have it.
std::string base64_url(ByteView bytes);
std::string base64_url(std::string_view text);

/// The bytes behind such text; nothing where it is none.
std::optional<std::string> from_base64_url(std::string_view text);

}  // namespace headroom::store
