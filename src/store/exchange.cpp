#include "store/exchange.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>

#include "store/exchange_mailboxes.h"
#include "store/http_client.h"
#include "store/ldap_results.h"

namespace headroom::store {
namespace {

constexpr std::string_view scheme = "https://";

bool is_unwelcome(char letter) { return static_cast<unsigned char>(letter) <= 0x20 || letter == 0x7F; }

Result<void> check_url(const std::string& url) {
  const auto wrong = [](std::string_view why) {
    return fail(Fault::usage, fmt::format("{}; it is mostly https://HOST/EWS/Exchange.asmx", why));
  };
  if (!url.starts_with(scheme)) return wrong("the URL of Exchange Web Services must begin with https://");
  if (std::ranges::any_of(url, is_unwelcome)) return wrong("the URL of Exchange Web Services holds a blank");
  if (url.find('@') != std::string::npos)  // perhaps with a password, so it is not repeated
    return wrong("the URL of Exchange Web Services holds an account; give that apart");
  if (url.find_first_of("?#") != std::string::npos) return wrong("the URL of Exchange Web Services ends in a question");
  const std::size_t path = url.find('/', scheme.size());
  if (path == scheme.size() || path == std::string::npos || path + 1 == url.size())
    return wrong("the URL of Exchange Web Services lacks the host or the path");
  return {};
}

Result<void> check(const ExchangeSettings& settings) {
  using Login = ExchangeSettings::Login;
  if (auto checked = check_url(settings.url); !checked) return checked;
  if (settings.login != Login::negotiate && settings.account.empty())
    return fail(Fault::usage, "an account is missing; give one, or log in with a Kerberos ticket (negotiate)");
  if (!settings.account.empty() && settings.password.empty())
    return fail(Fault::usage, "the account's password for Exchange is missing");
  if (settings.in_flight < 1) return fail(Fault::usage, "operations at the same time are at least 1");
  return {};
}

/// The Kerberos of libcurl takes a ticket and no password; an account that has one is for NTLM then.
HttpSettings::Login login_of(const ExchangeSettings& settings) {
  using Login = ExchangeSettings::Login;
  if (settings.login == Login::basic) return HttpSettings::Login::basic;
  return settings.account.empty() ? HttpSettings::Login::negotiate : HttpSettings::Login::ntlm;
}

HttpSettings http_of(ExchangeSettings& settings) {
  HttpSettings http;
  http.ca_file = settings.ca_file;
  http.login = login_of(settings);
  http.account = settings.account;
  http.password = std::move(settings.password);
  http.http_2 = false;  // NTLM logs in a connection, not a request
  http.connections = settings.in_flight;
  http.connect_within = settings.connect_within;
  http.answer_within = settings.answer_within;
  return http;
}

/// A client that does what is asked of it as the account.
Result<std::unique_ptr<HttpClient>> client_for(ExchangeSettings& settings) {
  if (auto checked = check(settings); !checked) return Failure(checked.error());
  return HttpClient::begin(http_of(settings));
}

/// The ways that a server offers to log in, as it names them to somebody who did not.
Result<std::string> offered_logins(const ExchangeSettings& settings) {
  HttpSettings http;
  http.ca_file = settings.ca_file;
  http.http_2 = false;
  http.connections = 1;
  http.connect_within = settings.connect_within;
  http.answer_within = settings.answer_within;
  const auto client = HttpClient::begin(std::move(http));
  if (!client) return Failure(client.error());
  HttpRequest request;
  request.url = settings.url;
  const auto reply = (*client)->send(std::move(request));
  if (!reply) return Failure(reply.error());
  return std::string(reply->header("www-authenticate"));
}

std::string_view word_for(HttpSettings::Login login) {
  if (login == HttpSettings::Login::basic) return "Basic";
  return login == HttpSettings::Login::ntlm ? "NTLM" : "Negotiate";
}

Result<void> check_offer(const ExchangeSettings& settings) {
  const auto offered = offered_logins(settings);
  if (!offered) return Failure(offered.error());
  const std::string_view way = word_for(login_of(settings));
  if (offered->empty() || offered->find(way) != std::string::npos) return {};
  return fail(Fault::login_refused,
              fmt::format("Exchange offers no login by {}, only: {}; choose another way, or have it enabled for the "
                          "virtual directory EWS",
                          way, cleaned(*offered)));
}

}  // namespace

Result<std::unique_ptr<PhotoStore>> connect_exchange(ExchangeSettings settings, std::unique_ptr<PhotoStore> directory) {
  auto client = client_for(settings);
  if (!client) return Failure(client.error());
  auto mailboxes = std::make_unique<ExchangeMailboxes>(std::move(settings), std::move(*client), std::move(directory));
  if (auto logged_in = mailboxes->log_in(); !logged_in) return Failure(logged_in.error());
  return mailboxes;
}

Result<ExchangeFacts> examine_exchange(ExchangeSettings settings, const std::string& address) {
  auto client = client_for(settings);
  if (!client) return Failure(client.error());
  if (!is_mail_address(address)) return fail(Fault::usage, "the mailbox to ask for is named by its mail address");
  if (auto offered = check_offer(settings); !offered) return Failure(offered.error());
  EwsPhotos photos(std::move(*client), settings.url, settings.impersonate);
  if (auto logged_in = photos.log_in(); !logged_in) return Failure(logged_in.error());
  const auto answer = photos.ask_for_photo(address);
  if (!answer) return Failure(answer.error());
  return ExchangeFacts{answer->version, std::string(word_for(login_of(settings))), sets_photos(answer->version)};
}

}  // namespace headroom::store
