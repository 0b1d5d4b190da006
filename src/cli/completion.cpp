#include "cli/completion.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/folded.h"
#include "cli/secret_source.h"

namespace headroom::cli {
namespace {

using Directory = store::DirectorySettings;
using Exchange = store::ExchangeSettings;

Result<void> check(const Directory& directory) {
  if (directory.servers.empty() && directory.domain.empty())
    return fail(Fault::usage, "say where the directory is: --server dc1.example.com, or --domain example.com");
  if (directory.login == Directory::Login::gssapi) return {};
  if (directory.security == Directory::Security::sealed)
    return fail(Fault::usage, "--security sealed is done by the Kerberos login: add --login gssapi");
  if (directory.account.empty())
    return fail(Fault::usage, "say who logs in: --account svc-photos@example.com, or --login gssapi");
  if (directory.password.empty())
    return fail(Fault::usage,
                "there is no password: name --password-file, --password-command or --credential, set "
                "HEADROOM_PASSWORD, or use --login gssapi");
  return {};
}

/// All that is missing, in one breath: whoever sets something up wants to know it at once.
Result<void> nothing_missing(const std::vector<std::string>& missing) {
  if (missing.empty()) return {};
  return fail(Fault::usage, fmt::format("{}", fmt::join(missing, "; ")));
}

bool names_source(const SecretSource& source) {
  return !source.file.empty() || !source.command.empty() || !source.credential.empty();
}

bool with_directory(const DeliveryRequest& request) {
  return std::ranges::any_of(request.to, [](const std::string& to) { return to == "ad" || to == "exchange"; });
}

/// What the directory's key is called in Microsoft 365.
Result<std::string> key_beside(const std::string& directory_key) {
  constexpr std::pair<std::string_view, std::string_view> names[] = {
      {"samaccountname", "onPremisesSamAccountName"},
      {"userprincipalname", "onPremisesUserPrincipalName"},
      {"mail", "mail"},
      {"mailnickname", "mailNickname"},
      {"employeeid", "employeeId"}};
  const std::string key = folded(directory_key);
  for (const auto& [here, there] : names)
    if (key == here) return std::string(there);
  return fail(Fault::usage, fmt::format("files are named by {} in the directory: say by which property the same people "
                                        "are found in Microsoft 365: --m365-key employeeId",
                                        directory_key));
}

Result<void> find_client_secret(DeliveryRequest& request) {
  auto& tenant = request.microsoft_365;
  if (!tenant.certificate_file.empty()) {
    if (!names_source(request.client_secret)) return {};
    return fail(Fault::usage,
                "the application logs in by --client-certificate or by a client secret: name one of them");
  }
  if (!tenant.client_secret.empty()) return {};
  auto secret = find_secret(client_secret, request.client_secret);
  if (!secret) return Failure(secret.error());
  tenant.client_secret = std::move(*secret);
  return {};
}

/// The directory's account is an Exchange account, too, unless it is a distinguished name.
void borrow_account(DeliveryRequest& request) {
  const auto& directory = request.directory;
  auto& exchange = request.exchange;
  if (directory.login != Directory::Login::simple || directory.account.find('=') != std::string::npos) return;
  if (exchange.account.empty()) exchange.account = directory.account;
  // Another account's name with this password would be a failed login, and accounts get locked.
  if (exchange.password.empty() && exchange.account == directory.account)
    exchange.password = directory.password.duplicate();
}

std::vector<std::string> missing_of(const Exchange& exchange) {
  std::vector<std::string> missing;
  if (exchange.url.empty())
    missing.emplace_back("say where Exchange is: --exchange-url https://mail.example.com/EWS/Exchange.asmx");
  const bool ticket = exchange.login == Exchange::Login::negotiate && exchange.account.empty();
  if (exchange.account.empty() && (!ticket || !exchange.password.empty()))
    missing.emplace_back("say who logs in to Exchange: --exchange-account 'EXAMPLE\\svc-photos'");
  if (!exchange.account.empty() && exchange.password.empty())
    missing.emplace_back(
        fmt::format("there is no password of {} for Exchange: name --exchange-password-file, "
                    "--exchange-password-command or --exchange-password-credential, or set "
                    "HEADROOM_EXCHANGE_PASSWORD",
                    exchange.account));
  return missing;
}

}  // namespace

Result<void> complete_directory(DeliveryRequest& request) {
  hide_secrets(request);
  auto& directory = request.directory;
  if (directory.login == Directory::Login::simple && directory.password.empty()) {
    auto password = find_secret(directory_password, request.secret);
    if (!password) return Failure(password.error());
    directory.password = std::move(*password);
  }
  return check(directory);
}

Result<void> complete_microsoft_365(DeliveryRequest& request) {
  hide_secrets(request);
  auto& tenant = request.microsoft_365;
  if (auto found = find_client_secret(request); !found) return found;
  if (!request.microsoft_365_key.empty()) {
    tenant.key = request.microsoft_365_key;
  } else if (with_directory(request)) {
    auto key = key_beside(request.directory.key);
    if (!key) return Failure(key.error());
    tenant.key = std::move(*key);
  }
  std::vector<std::string> missing;
  if (tenant.tenant.empty()) missing.emplace_back("say which tenant: --tenant contoso.onmicrosoft.com");
  if (tenant.client.empty())
    missing.emplace_back(
        "say which application: --client 00000000-0000-0000-0000-000000000000, as its registration "
        "shows it");
  if (tenant.certificate_file.empty() && tenant.client_secret.empty())
    missing.emplace_back(
        "say how the application logs in: --client-certificate FILE, or a client secret by "
        "--client-secret-file, --client-secret-command, --client-secret-credential or "
        "HEADROOM_CLIENT_SECRET");
  return nothing_missing(missing);
}

Result<void> complete_exchange(DeliveryRequest& request) {
  if (auto completed = complete_directory(request); !completed)
    return fail(completed.error().fault,
                fmt::format("Exchange's people are those of the directory: {}", completed.error().detail));
  auto& exchange = request.exchange;
  if (exchange.password.empty()) {
    auto password = find_secret(exchange_password, request.exchange_secret);
    if (!password) return Failure(password.error());
    exchange.password = std::move(*password);
  }
  borrow_account(request);
  return nothing_missing(missing_of(exchange));
}

Result<void> complete(DeliveryRequest& request, const std::string& to) {
  if (to == "ad") return complete_directory(request);
  if (to == "m365") return complete_microsoft_365(request);
  if (to == "exchange") return complete_exchange(request);
  hide_secrets(request);  // nobody here needs them
  return {};
}

}  // namespace headroom::cli
