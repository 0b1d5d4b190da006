#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace headroom::store {

struct Microsoft365Settings;

/// Where a deployment of Microsoft 365 is to be found. URLs have no slash at their end.
struct Cloud {
  std::string login_url;  // "https://login.microsoftonline.com"
  std::string graph_url;  // "https://graph.microsoft.com"
  std::string audience;   // what a token is asked for, wherever Graph is reached: the cloud's own graph_url
};

/// The cloud that is named, with the settings' own URLs in place of its.
///
/// fails   usage: an unknown name; a URL that is not https, or names more than a host
/// source  Microsoft Graph documentation, "National cloud deployments"
Result<Cloud> cloud_of(const Microsoft365Settings& settings);

/// Whether a URL leads to this very origin, and so may be shown what is secret. In doubt it does not.
///
/// origin  "https://graph.microsoft.com"
bool leads_to(std::string_view url, std::string_view origin);

/// For messages: the host of a URL, cleaned; "another place" where none can be made out.
std::string host_in(std::string_view url);

}  // namespace headroom::store
