#pragma once

#include "cli/checks.h"
#include "cli/delivery_request.h"

namespace headroom::cli {

/// Tries every server of a directory: name, connection, encryption, login and clock. A password that one server refuses
/// is shown to no other: accounts get locked.
///
/// returns  false: nothing more can be tried
bool check_directory(const store::DirectorySettings& directory, Checks& checks);

/// A directory's time, "20261122231530.0Z", as seconds since 1970; -1: it cannot be understood.
long long seconds_of_generalized_time(std::string_view text);

}  // namespace headroom::cli
