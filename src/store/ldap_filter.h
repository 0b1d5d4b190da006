#pragma once

#include <string>
#include <string_view>

namespace headroom::store {

/// A value as it may stand in a search filter: everything but harmless ASCII becomes \xx, a NUL and broken UTF-8 too.
///
/// source RFC 4515, section 3: any octet may be written so
std::string escaped(std::string_view value);

/// "(attribute=value)", the value escaped.
std::string equals(std::string_view attribute, std::string_view value);

/// "(&ab)"; parentheses are put around a filter that has none.
std::string both(std::string_view a, std::string_view b);

/// Whether this can be the name of an attribute: letters, digits and hyphens, a letter first; or a dotted number.
///
/// source RFC 4512, section 1.4
bool is_attribute_name(std::string_view text);

}  // namespace headroom::store
