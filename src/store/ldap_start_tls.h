#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace headroom::store {

/// The request to go on with TLS, as bytes of the wire; it is the first message of a connection.
///
/// source  RFC 4511, section 4.14
std::string start_tls_request();

/// The length of the LDAP message that these bytes begin with; none until it can be told.
std::optional<std::size_t> start_tls_answer_length(std::string_view bytes);

/// What the server's answer to that request says.
///
/// fails  not_encrypted: it cannot; unreachable: not an LDAP answer
Result<void> start_tls_verdict(std::string_view answer);

}  // namespace headroom::store
