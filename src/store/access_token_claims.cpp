#include "store/access_token_claims.h"

#include "base/folded.h"
#include "store/base64_url.h"
#include "store/graph_json.h"
#include "store/ldap_guid.h"

namespace headroom::store {

TokenClaims claims_in(std::string_view token) {
  TokenClaims claims;
  const auto first = token.find('.');
  if (first == std::string_view::npos) return claims;
  token.remove_prefix(first + 1);
  const auto text = from_base64_url(token.substr(0, token.find('.')));
  if (!text) return claims;
  const auto document = GraphJson::parse(*text);
  if (!document) return claims;
  if (std::string tenant = case_folded(document->at("tid").text()); is_guid(tenant)) claims.tenant = std::move(tenant);
  for (const GraphJson& role : document->at("roles").items())
    if (std::string name = role.text(); !name.empty()) claims.roles.push_back(std::move(name));
  return claims;
}

}  // namespace headroom::store
