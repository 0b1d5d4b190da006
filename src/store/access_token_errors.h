#pragma once

#include "base/result.h"
#include "store/http_client.h"

namespace headroom::store {

/// What the answer of a token endpoint means when it gives no token, and what to do next. Of its words only the AADSTS
/// number is repeated: the rest could hold what was sent.
///
/// source  RFC 6749, section 5.2; Microsoft Entra documentation, "authentication and authorization error codes"
Error token_error(const HttpReply& reply);

}  // namespace headroom::store
