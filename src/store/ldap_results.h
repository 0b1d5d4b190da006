#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace headroom::store {

/// What was asked of a directory when it answered.
enum class Asked { login, reading, writing };

/// What a directory's answer means, and what to do next.
///
/// code    of LDAP, RFC 4511 section 4.1.9, or a negative one of the client library
/// words   the server's diagnostic message; Microsoft's begins with a hexadecimal Windows code and may hold "data 52e".
///         Where it names an entry, and so perhaps a person, only the code is repeated
/// returns never code 0
Error ldap_error(int code, std::string_view words, Asked asked);

/// A stranger's text in one line for a terminal: no control characters or marks of direction, broken UTF-8 as '?', at
/// most 200 bytes.
std::string cleaned(std::string_view text);

}  // namespace headroom::store
