#include "cli/doctor_exchange.h"

#include <fmt/format.h>

#include <string_view>

#include "cli/doctor_network.h"
#include "cli/option_values.h"
#include "cli/store_settings.h"

namespace headroom::cli {
namespace {

using store::ExchangeSettings;

constexpr std::string_view scheme = "https://";

/// Who listens at such an address.
Result<store::Server> server_of(std::string_view url) {
  if (!url.starts_with(scheme))
    return fail(Fault::usage, "--exchange-url does not begin with https://");  // not repeated: it may hold a password
  std::string_view place = url.substr(scheme.size());
  place = place.substr(0, place.find('/'));
  const bool bracketed = place.starts_with('[');
  const std::size_t end = bracketed ? place.find(']') : place.rfind(':');
  const std::size_t colon = bracketed ? place.find(':', std::min(end, place.size())) : end;
  store::Server server;
  server.host = bracketed ? place.substr(1, end == std::string_view::npos ? end : end - 1) : place.substr(0, end);
  server.port = 443;
  if (colon != std::string_view::npos) {
    const auto port = number_in<int>(place.substr(colon + 1));
    server.port = port.value_or(0);
  }
  if (server.host.empty() || server.port < 1 || server.port > 65'535)
    return fail(Fault::usage, "--exchange-url names no server: https://mail.example.com/EWS/Exchange.asmx");
  return server;
}

}  // namespace

bool check_exchange_server(const ExchangeSettings& settings, Checks& checks) {
  const auto server = server_of(settings.url);
  if (!server) {
    checks.failed("servers", server.error());
    return false;
  }
  return check_name(*server, checks) && check_connection(*server, settings.connect_within, checks);
}

bool check_mailbox(const ExchangeSettings& settings, const std::string& address, Checks& checks) {
  const auto facts = store::examine_exchange(duplicate(settings), address);
  if (!facts) {
    checks.failed(step_of(facts.error().fault), facts.error());
    return false;
  }
  checks.ok("encryption", "TLS; the certificate is good");
  checks.ok("login",
            fmt::format("{}{}", settings.account.empty() ? "by the Kerberos ticket at hand" : "as " + settings.account,
                        facts->login.empty() ? "" : ", " + facts->login));
  const std::string version = facts->version.empty() ? "Exchange, of a version it does not say" : facts->version;
  if (!facts->sets_photos) {
    checks.failed("version", {Fault::unsupported,
                              version + " takes no photos by this way, Exchange 2016 and later do: deliver to the "
                                        "directory (--to ad) instead",
                              {}});
    return false;
  }
  checks.ok("version", version);
  checks.ok("mailbox", fmt::format("{} can be looked at, {}", address,
                                   settings.impersonate ? "by impersonation" : "without impersonation"));
  return true;
}

}  // namespace headroom::cli
