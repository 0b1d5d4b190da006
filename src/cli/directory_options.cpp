#include "cli/delivery_options.h"
#include "cli/option_setters.h"
#include "cli/option_values.h"

namespace headroom::cli {
namespace {

using Request = DeliveryRequest;
using Directory = store::DirectorySettings;

DeliveryOption text(std::string_view name, std::string_view value, std::string help, std::string Directory::*field) {
  return text_option(name, value, std::move(help), &Request::directory, field);
}

DeliveryOption secret(std::string_view name, std::string_view value, std::string help,
                      std::string SecretSource::*field) {
  return text_option(name, value, std::move(help), &Request::secret, field);
}

DeliveryTable server_options() {
  using enum Directory::Security;
  using enum Directory::Login;
  return {
      {"server", Kind::list, "URI",
       "a server, dc1.example.com or ldaps://dc1.example.com:636; may be repeated, the next one steps in",
       [](Request& request, const Values& texts) -> Result<void> {
         request.directory.servers = texts;
         return {};
       }},
      text("domain", "DOMAIN", "example.com: its servers are found in DNS, where no --server is named",
           &Directory::domain),
      {"security", Kind::value, "HOW",
       "ldaps: TLS from the start (default); starttls: on the plain port; sealed: by the Kerberos login",
       [](Request& request, const Values& texts) {
         return take_into(
             choice_from<Directory::Security>(texts, {{"ldaps", ldaps}, {"starttls", start_tls}, {"sealed", sealed}}),
             request.directory.security);
       }},
      {"login", Kind::value, "HOW",
       "simple: account and password (default); gssapi: the Kerberos ticket or keytab at hand",
       [](Request& request, const Values& texts) {
         return take_into(choice_from<Directory::Login>(texts, {{"simple", simple}, {"gssapi", gssapi}}),
                          request.directory.login);
       }},
      text("account", "NAME", "who logs in: svc-photos@example.com, or a distinguished name", &Directory::account),
      secret("password-file", "FILE", "the password stands in this file, which nobody else may read",
             &SecretSource::file),
      secret("password-command", "COMMAND", "this command prints the password", &SecretSource::command),
      secret("credential", "NAME", "the password is this systemd credential; headroom-password is tried by itself",
             &SecretSource::credential),
  };
}

DeliveryTable people_options() {
  return {
      text("base", "DN", "where people are looked for; default: the whole directory", &Directory::base),
      text("people", "FILTER", "the LDAP filter that finds people; default: all persons that are users",
           &Directory::people),
      text("key", "ATTRIBUTE", "what files are named by; default sAMAccountName", &Directory::key),
      text("attribute", "ATTRIBUTE", "where photos are kept; default thumbnailPhoto", &Directory::attribute),
  };
}

}  // namespace

const DeliveryTable& directory_options() {
  static const DeliveryTable all = [] {
    DeliveryTable table = server_options();
    for (const auto& option : people_options()) table.push_back(option);
    return table;
  }();
  return all;
}

}  // namespace headroom::cli
