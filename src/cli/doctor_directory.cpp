#include "cli/doctor_directory.h"

#include <fmt/format.h>

#include <array>
#include <cstdlib>
#include <ctime>

#include "cli/doctor_network.h"
#include "cli/option_values.h"
#include "store/domain_controllers.h"
#include "store/ldap_connection.h"

namespace headroom::cli {
namespace {

using store::DirectorySettings;
using store::Server;

constexpr long long most_skew = 300;  // seconds; what Kerberos takes

std::string_view words(DirectorySettings::Security security) {
  switch (security) {
    case DirectorySettings::Security::ldaps:
      return "TLS; the certificate is good";
    case DirectorySettings::Security::start_tls:
      return "StartTLS; the certificate is good";
    default:
      return "sealed by the Kerberos login";
  }
}

void check_clock(store::LdapConnection& connection, Checks& checks) {
  const auto exchange = connection.ask({store::LdapRequest::Kind::entry, "", "", {"currentTime"}, 0, "", {}});
  const std::string text = exchange.reply.entries.empty() ? "" : exchange.reply.entries.front().first("currentTime");
  const long long there = seconds_of_generalized_time(text);
  if (there < 0) return checks.skipped("clock", "the server does not say what time it is");
  const long long skew = there - static_cast<long long>(std::time(nullptr));
  if (std::llabs(skew) <= most_skew) return checks.ok("clock", fmt::format("{} s apart", std::llabs(skew)));
  checks.failed("clock", {Fault::usage,
                          fmt::format("the server is {} s {}; Kerberos takes 300: set this machine's clock by NTP",
                                      std::llabs(skew), skew > 0 ? "ahead" : "behind"),
                          {}});
}

enum class LoginTry { done, failed, refused };

LoginTry check_login(const Server& server, const DirectorySettings& directory, Checks& checks) {
  const auto connection = store::LdapConnection::open(server, directory);
  if (!connection) {
    const Fault fault = connection.error().fault;
    const bool refused = fault == Fault::login_refused;
    if (refused) checks.ok("encryption", words(directory.security));
    checks.failed(refused || fault == Fault::usage ? "login" : "encryption", connection.error());
    return refused ? LoginTry::refused : LoginTry::failed;
  }
  checks.ok("encryption", words(directory.security));
  checks.ok("login", fmt::format("as {}", (*connection)->account()));
  check_clock(**connection, checks);
  return LoginTry::done;
}

}  // namespace

long long seconds_of_generalized_time(std::string_view text) {
  if (text.size() < 15 || text.back() != 'Z') return -1;
  std::array<int, 6> parts{};  // year, month ... second
  std::size_t at = 0;
  for (std::size_t i = 0; i < parts.size(); i++) {
    const std::size_t digits = i == 0 ? 4 : 2;
    const auto number = number_in<int>(text.substr(at, digits));
    if (!number) return -1;
    parts[i] = *number;
    at += digits;
  }
  std::tm moment{};
  moment.tm_year = parts[0] - 1900;
  moment.tm_mon = parts[1] - 1;
  moment.tm_mday = parts[2];
  moment.tm_hour = parts[3];
  moment.tm_min = parts[4];
  moment.tm_sec = parts[5];
  return static_cast<long long>(::timegm(&moment));
}

bool check_directory(const DirectorySettings& directory, Checks& checks) {
  const auto servers = store::servers_to_try(directory);
  if (!servers) {
    checks.failed("servers", servers.error());
    return false;
  }
  std::string names;
  for (const Server& server : *servers) names += fmt::format("{}{}", names.empty() ? "" : ", ", server.text());
  checks.ok("servers", directory.servers.empty() ? names + ", from DNS" : names);
  bool any = false;
  for (const Server& server : *servers) {
    if (!check_name(server, checks) || !check_connection(server, directory.connect_within, checks)) continue;
    const LoginTry tried = check_login(server, directory, checks);
    if (tried == LoginTry::refused) return false;
    any = any || tried == LoginTry::done;
  }
  return any;
}

}  // namespace headroom::cli
