#pragma once

#include <string>
#include <string_view>

namespace headroom::cli {

/// A text as a terminal may have it: what could move the cursor, fake a line or turn the direction of writing (C0 and
/// C1 controls, line separators, bidi marks) and what is no UTF-8 becomes '?'; very long texts lose their middle.
std::string printable(std::string_view text);

}  // namespace headroom::cli
