#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

namespace headroom::report {

/// JSON on one line that is safe anywhere: in a file, in a script, between <script> and </script>, on a terminal.
///
/// Bytes that are no UTF-8 become U+FFFD. Written as \uXXXX: '<', control characters, the line separators U+2028 and
/// U+2029 (line ends to JavaScript and to some readers of JSON Lines), and what turns the direction of writing.
std::string json_text(const nlohmann::ordered_json& value);

/// Text between tags of a page, or in a quoted attribute. Bytes that are no UTF-8 become U+FFFD; control characters,
/// line ends and what turns the direction of writing are shown by number: nothing hides in a name.
std::string html_text(std::string_view text);

/// A relative path as a link: every byte but letters, digits, "-._~" and "/" becomes %XX (RFC 3986, 2.3). Works for any
/// bytes, so for names that are no UTF-8 too; and since ':' is encoded, no path can pass for a scheme.
std::string percent_encoded(std::string_view path);

}  // namespace headroom::report
