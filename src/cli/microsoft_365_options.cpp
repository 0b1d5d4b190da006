#include "cli/delivery_options.h"
#include "cli/option_setters.h"
#include "cli/option_values.h"

namespace headroom::cli {
namespace {

using Request = DeliveryRequest;
using Tenant = store::Microsoft365Settings;

constexpr int most_requests = 1'000'000;
constexpr int most_at_once = 100;

DeliveryOption text(std::string_view name, std::string_view value, std::string help, std::string Tenant::*field) {
  return text_option(name, value, std::move(help), &Request::microsoft_365, field);
}

DeliveryOption secret(std::string_view name, std::string_view value, std::string help,
                      std::string SecretSource::*field) {
  return text_option(name, value, std::move(help), &Request::client_secret, field);
}

DeliveryTable application_options() {
  return {
      text("tenant", "TENANT", "contoso.onmicrosoft.com, or the tenant's identifier", &Tenant::tenant),
      text("client", "ID", "the application's identifier (client id), as its registration shows it", &Tenant::client),
      text("client-certificate", "FILE",
           "the application logs in with this certificate and private key (PEM), which nobody else may read",
           &Tenant::certificate_file),
      secret("client-secret-file", "FILE", "it logs in with the client secret in this file, which nobody else may read",
             &SecretSource::file),
      secret("client-secret-command", "COMMAND", "this command prints the client secret", &SecretSource::command),
      secret("client-secret-credential", "NAME",
             "the client secret is this systemd credential; headroom-client-secret is tried by itself",
             &SecretSource::credential),
      {"cloud", Kind::value, "WHICH", "global (default), us-government, us-defense, or china",
       [](Request& request, const Values& texts) {
         return take_into(choice_from<std::string>(texts, {{"global", "global"},
                                                           {"us-government", "us-government"},
                                                           {"us-defense", "us-defense"},
                                                           {"china", "china"}}),
                          request.microsoft_365.cloud);
       }},
      text("login-url", "URL", "where tokens come from, instead of the cloud's own address", &Tenant::login_url),
      text("graph-url", "URL", "where Microsoft Graph is, instead of the cloud's own address", &Tenant::graph_url),
  };
}

DeliveryTable tenant_options() {
  return {
      {"m365-key", Kind::value, "PROPERTY",
       "what files are named by: user-name, the part of userPrincipalName before the @ (default), mailNickname, "
       "employeeId ...; with ad or exchange beside it: what the directory's key is there, onPremisesSamAccountName",
       [](Request& request, const Values& texts) -> Result<void> {
         request.microsoft_365_key = texts.back();
         return {};
       }},
      text("m365-people", "FILTER", "the OData filter that finds people; default: everybody who is no guest",
           &Tenant::people),
      {"requests", Kind::value, "N", "of this application in ten minutes, at most; default 10000",
       [](Request& request, const Values& texts) {
         return take_into(number_from(texts, 1, most_requests), request.microsoft_365.requests);
       }},
      {"m365-in-flight", Kind::value, "N", "requests of this application at the same time, at most; default 4",
       [](Request& request, const Values& texts) {
         return take_into(number_from(texts, 1, most_at_once), request.microsoft_365.in_flight);
       }},
      {"ignore-photo-policy", Kind::flag, "", "write also where the tenant says that photos come from on premises",
       [](Request& request, const Values& texts) -> Result<void> {
         const auto ignore = truth_from(texts);
         if (!ignore) return Failure(ignore.error());
         request.microsoft_365.heed_policy = !*ignore;
         return {};
       }},
  };
}

}  // namespace

const DeliveryTable& microsoft_365_options() {
  static const DeliveryTable all = [] {
    DeliveryTable table = application_options();
    for (const auto& option : tenant_options()) table.push_back(option);
    return table;
  }();
  return all;
}

}  // namespace headroom::cli
