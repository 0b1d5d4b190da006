#include "cli/indented.h"

#include <nlohmann/json.hpp>

namespace headroom::cli {

std::string indented(const nlohmann::ordered_json& value) {
  return value.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace headroom::cli
