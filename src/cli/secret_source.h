#pragma once

#include <string_view>

#include "base/result.h"
#include "base/secret.h"
#include "cli/delivery_request.h"

namespace headroom::cli {

/// One of the secrets that a store may need, and where it may be.
struct SecretKind {
  std::string_view what;     // for messages
  std::string_view options;  // those that name its source
  const char* variable;      // of the environment
  const char* credential;    // of systemd, tried by itself
};
constexpr SecretKind directory_password{"password", "--password-file, --password-command, --credential",
                                        "HEADROOM_PASSWORD", "headroom-password"};
constexpr SecretKind client_secret{"client secret",
                                   "--client-secret-file, --client-secret-command, --client-secret-credential",
                                   "HEADROOM_CLIENT_SECRET", "headroom-client-secret"};
constexpr SecretKind exchange_password{
    "Exchange password", "--exchange-password-file, --exchange-password-command, --exchange-password-credential",
    "HEADROOM_EXCHANGE_PASSWORD", "headroom-exchange-password"};

/// From now on this process leaves no core dump, and other processes of its user cannot look into it: it is about to
/// hold a password.
void keep_memory_private();

/// What the environment says, which is wiped and taken out of it, so that no process started from here inherits it;
/// empty where there is nothing.
Secret take_from_environment(const SecretKind& kind);

/// Makes the process private, and takes all secrets out of the environment into the request, also those that this run
/// does not need. Once done, done: a second call changes nothing.
void hide_secrets(DeliveryRequest& request);

/// The secret: from the file, command or credential that was named; else what the environment said; else from the
/// systemd credential of the usual name, where there is one. Empty: nowhere. One newline at its end is dropped.
///
/// fails  usage: two sources are named, a file that others can read, a command that failed, an empty secret ...
Result<Secret> find_secret(const SecretKind& kind, const SecretSource& source);

}  // namespace headroom::cli
