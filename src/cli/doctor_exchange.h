#pragma once

#include <string>

#include "cli/checks.h"
#include "store/exchange.h"

namespace headroom::cli {

/// Tries the server's name and connection.
///
/// returns  false: nothing more can be tried
bool check_exchange_server(const store::ExchangeSettings& settings, Checks& checks);

/// Logs in and looks at one mailbox: version, login, the right to act for its owner.
///
/// address  of a mailbox
bool check_mailbox(const store::ExchangeSettings& settings, const std::string& address, Checks& checks);

}  // namespace headroom::cli
