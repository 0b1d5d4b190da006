#include "cli/delivery_options.h"
#include "cli/option_setters.h"
#include "cli/option_values.h"

namespace headroom::cli {
namespace {

using Request = DeliveryRequest;
using Exchange = store::ExchangeSettings;

DeliveryOption text(std::string_view name, std::string_view value, std::string help, std::string Exchange::*field) {
  return text_option(name, value, std::move(help), &Request::exchange, field);
}

DeliveryOption secret(std::string_view name, std::string_view value, std::string help,
                      std::string SecretSource::*field) {
  return text_option(name, value, std::move(help), &Request::exchange_secret, field);
}

}  // namespace

const DeliveryTable& exchange_options() {
  using enum Exchange::Login;
  static const DeliveryTable all{
      text("exchange-url", "URL", "Exchange Web Services: https://mail.example.com/EWS/Exchange.asmx", &Exchange::url),
      {"exchange-login", Kind::value, "HOW",
       "negotiate: the Kerberos ticket at hand, NTLM with an account (default); ntlm; basic",
       [](Request& request, const Values& texts) {
         return take_into(
             choice_from<Exchange::Login>(texts, {{"negotiate", negotiate}, {"ntlm", ntlm}, {"basic", basic}}),
             request.exchange.login);
       }},
      text("exchange-account", "NAME", "who logs in there, EXAMPLE\\svc-photos; default: --account and its password",
           &Exchange::account),
      secret("exchange-password-file", "FILE",
             "that account's password stands in this file, which nobody else may read", &SecretSource::file),
      secret("exchange-password-command", "COMMAND", "this command prints that password", &SecretSource::command),
      secret("exchange-password-credential", "NAME",
             "that password is this systemd credential; headroom-exchange-password is tried by itself",
             &SecretSource::credential),
      {"no-impersonation", Kind::flag, "", "write as the account itself, without the role ApplicationImpersonation",
       [](Request& request, const Values& texts) -> Result<void> {
         const auto off = truth_from(texts);
         if (!off) return Failure(off.error());
         request.exchange.impersonate = !*off;
         return {};
       }},
  };
  return all;
}

}  // namespace headroom::cli
