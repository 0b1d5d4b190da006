#pragma once

#include <string>
#include <string_view>

namespace headroom {

/// ASCII letters made small, whatever the locale: for words of protocols and names of hosts. Keys of people are
/// compared by `folded`.
std::string lower_case(std::string_view text);

}  // namespace headroom
