#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

namespace headroom::cli {

/// What a command prints with --json: over several lines, with a line end. Bytes that are no UTF-8 become U+FFFD.
std::string indented(const nlohmann::ordered_json& value);

}  // namespace headroom::cli
