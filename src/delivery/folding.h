#pragma once

#include <string>
#include <string_view>

namespace headroom::delivery {

/// What is left of a key when accents, separators (space . _ -), width and the dot of the i are taken away: keys of one
/// skeleton are easily mistaken for each other. For suggestions only. Code points; each byte that is no UTF-8 is one.
std::u32string skeleton(std::string_view key);

/// True for text in UTF-8.
bool is_utf_8(std::string_view text);

}  // namespace headroom::delivery
