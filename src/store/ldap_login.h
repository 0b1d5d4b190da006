#pragma once

#include <string>

#include "base/result.h"
#include "store/active_directory.h"
#include "store/ldap_handle.h"

namespace headroom::store {

/// Whether these settings can log in without showing a password to the network.
///
/// fails  usage: says what to choose instead
Result<void> check_login(const DirectorySettings& settings);

/// Logs in. The line is encrypted, or is sealed by this login; otherwise nothing is sent.
///
/// returns  whom the directory takes us for
/// fails    login_refused, not_encrypted, unreachable, busy, usage
Result<std::string> log_in(LdapHandle& handle, const DirectorySettings& settings, LdapHandle::Time deadline);

}  // namespace headroom::store
