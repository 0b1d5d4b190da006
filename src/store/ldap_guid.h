#pragma once

#include <string>
#include <string_view>

namespace headroom::store {

/// An objectGUID as text, 8-4-4-4-12 lower-case hexadecimal digits; empty unless there are 16 bytes.
///
/// bytes   as the directory gives them: the first three fields little-endian
/// source  MS-DTYP 2.3.4
std::string guid_text(std::string_view bytes);

/// Whether this is such a text.
bool is_guid(std::string_view text);

}  // namespace headroom::store
