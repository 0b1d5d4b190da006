#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace headroom::store {

/// What a token says of itself; only to be shown and compared, for nothing here checks its signature.
struct TokenClaims {
  std::string tenant;              // tid, in lower case; empty: not said
  std::vector<std::string> roles;  // granted to the application
};

/// Nothing of what cannot be read.
TokenClaims claims_in(std::string_view token);

}  // namespace headroom::store
