#pragma once

#include <string>

namespace headroom::store {

/// A random one, 8-4-4-4-12 lower-case hexadecimal digits.
///
/// source RFC 9562, section 5.4 (version 4); OpenSSL's random numbers
std::string random_guid();

}  // namespace headroom::store
