#pragma once

#include <chrono>
#include <string_view>

#include "cli/checks.h"
#include "store/domain_controllers.h"

namespace headroom::cli {

/// Asks DNS for a server's addresses.
bool check_name(const store::Server& server, Checks& checks);

/// Connects, and hangs up.
///
/// within  the longest wait
bool check_connection(const store::Server& server, std::chrono::milliseconds within, Checks& checks);

/// Under what name the failure to connect is told: "login".
std::string_view step_of(Fault fault);

}  // namespace headroom::cli
