#pragma once

#include <string>
#include <string_view>

namespace headroom::delivery {

/// A key as a file name that Windows, macOS and Linux take: what one of them does not allow, and '%', comes as % and
/// two hexadecimal digits; so do the last dot or space, and a letter of names that Windows keeps for devices (CON).
/// Different keys have different names; one over 200 bytes ends in a sum of the key. Nothing is named "%".
std::string safe_name(std::string_view key);

/// True for the plain name of a file in a batch: no folders, no "..", nothing that a system or a shell script takes for
/// something else.
bool is_safe_name(std::string_view name);

}  // namespace headroom::delivery
