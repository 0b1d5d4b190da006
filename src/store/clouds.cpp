#include "store/clouds.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "base/lower_case.h"
#include "store/ldap_results.h"
#include "store/microsoft_365.h"

namespace headroom::store {
namespace {

struct NamedCloud {
  std::string_view name, login_url, graph_url;
};

constexpr NamedCloud clouds[] = {
    {"global", "https://login.microsoftonline.com", "https://graph.microsoft.com"},
    {"us-government", "https://login.microsoftonline.us", "https://graph.microsoft.us"},
    {"us-defense", "https://login.microsoftonline.us", "https://dod-graph.microsoft.us"},
    {"china", "https://login.partner.microsoftonline.cn", "https://microsoftgraph.chinacloudapi.cn"},
};

constexpr std::string_view https = "https://";

bool is_of_authority(char letter) {
  constexpr std::string_view others = "-._:[]";
  return std::isalnum(static_cast<unsigned char>(letter)) != 0 || others.find(letter) != std::string_view::npos;
}

/// Scheme and host, with a port perhaps, and nothing else.
Result<std::string> origin_of(std::string url) {
  while (!url.empty() && url.back() == '/') url.pop_back();
  if (!lower_case(url).starts_with(https))
    return fail(Fault::usage, fmt::format("\"{}\" is no address that begins with https://", cleaned(url)));
  const std::string_view authority = std::string_view(url).substr(https.size());
  if (authority.empty() || !std::ranges::all_of(authority, is_of_authority))
    return fail(Fault::usage, fmt::format("\"{}\" names more than a host; give https://HOST", cleaned(url)));
  return url;
}

}  // namespace

Result<Cloud> cloud_of(const Microsoft365Settings& settings) {
  const auto* named =
      std::ranges::find_if(clouds, [&](const NamedCloud& cloud) { return cloud.name == settings.cloud; });
  if (named == std::end(clouds))
    return fail(Fault::usage, fmt::format("there is no cloud \"{}\"; choose global, us-government, us-defense or china",
                                          cleaned(settings.cloud)));
  auto login = origin_of(settings.login_url.empty() ? std::string(named->login_url) : settings.login_url);
  if (!login) return Failure(login.error());
  auto graph = origin_of(settings.graph_url.empty() ? std::string(named->graph_url) : settings.graph_url);
  if (!graph) return Failure(graph.error());
  return Cloud{std::move(*login), std::move(*graph), std::string(named->graph_url)};
}

bool leads_to(std::string_view url, std::string_view origin) {
  const auto is_plain = [](char letter) { return letter > ' ' && letter < 0x7F && letter != '\\'; };
  return lower_case(url).starts_with(lower_case(origin)) && url.size() > origin.size() && url[origin.size()] == '/' &&
         std::ranges::all_of(url, is_plain);
}

std::string host_in(std::string_view url) {
  const auto scheme = url.find("://");
  if (scheme == std::string_view::npos) return "another place";
  url.remove_prefix(scheme + 3);
  url = url.substr(0, url.find_first_of("/?#\\"));
  if (const auto user = url.rfind('@'); user != std::string_view::npos) url.remove_prefix(user + 1);
  std::string host = cleaned(url);
  return host.empty() ? "another place" : host;
}

}  // namespace headroom::store
