#pragma once

#include "base/result.h"
#include "base/secret.h"
#include "cli/delivery_request.h"

namespace headroom::cli {

/// From now on this process leaves no core dump, and other processes of its user cannot look into it: it is about to
/// hold a password.
void keep_memory_private();

/// HEADROOM_PASSWORD, which is wiped and taken out of the environment, so that no process started from here inherits
/// it; empty where there is none.
Secret take_password_from_environment();

/// The password: from the file, command or credential that was named; else `from_environment`; else from the systemd
/// credential headroom-password, where there is one. Empty: nowhere. One newline at its end is dropped.
///
/// fails  usage: two sources are named, a file that others can read, a command that failed, an empty password ...
Result<Secret> find_password(const SecretSource& source, Secret from_environment);

}  // namespace headroom::cli
