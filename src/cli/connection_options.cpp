#include <fmt/format.h>

#include <string>
#include <string_view>

#include "cli/delivery_options.h"
#include "cli/option_values.h"
#include "store/timetable.h"

namespace headroom::cli {
namespace {

using Request = DeliveryRequest;
using Directory = store::DirectorySettings;

/// An option whose text is taken as it stands.
DeliveryOption directory_text(std::string_view name, std::string_view value, std::string help,
                              std::string Directory::*field) {
  return {name, Kind::value, value, std::move(help), [field](Request& request, const Values& texts) -> Result<void> {
            request.directory.*field = texts.back();
            return {};
          }};
}

DeliveryOption secret_text(std::string_view name, std::string_view value, std::string help,
                           std::string SecretSource::*field) {
  return {name, Kind::value, value, std::move(help), [field](Request& request, const Values& texts) -> Result<void> {
            request.secret.*field = texts.back();
            return {};
          }};
}

Result<void> apply_timeout(Request& request, const Values& texts) {
  const auto seconds = number_from(texts, 1, 3600);
  if (!seconds) return Failure(seconds.error());
  request.directory.answer_within = std::chrono::seconds(*seconds);
  request.directory.connect_within =
      std::min<std::chrono::milliseconds>(request.directory.connect_within, request.directory.answer_within);
  return {};
}

Result<void> apply_in_flight(Request& request, const Values& texts) {
  const auto number = number_from(texts, 1, 1000);
  if (!number) return Failure(number.error());
  request.care.in_flight = *number;
  request.directory.in_flight = *number;
  return {};
}

DeliveryTable server_options() {
  using enum Directory::Security;
  using enum Directory::Login;
  return {
      {"to", Kind::list, "STORE", "ad: Active Directory or another LDAP directory; folder:PATH: a folder of photos",
       [](Request& request, const Values& texts) -> Result<void> {
         request.to = texts;
         return {};
       }},
      {"server", Kind::list, "URI",
       "a server, dc1.example.com or ldaps://dc1.example.com:636; may be repeated, the next one steps in",
       [](Request& request, const Values& texts) -> Result<void> {
         request.directory.servers = texts;
         return {};
       }},
      directory_text("domain", "DOMAIN", "example.com: its servers are found in DNS, where no --server is named",
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
      directory_text("account", "NAME", "who logs in: svc-photos@example.com, or a distinguished name",
                     &Directory::account),
      secret_text("password-file", "FILE", "the password stands in this file, which nobody else may read",
                  &SecretSource::file),
      secret_text("password-command", "COMMAND", "this command prints the password", &SecretSource::command),
      secret_text("credential", "NAME", "the password is this systemd credential; headroom-password is tried by itself",
                  &SecretSource::credential),
      directory_text("ca-file", "FILE", "certificates (PEM) to trust, instead of the system's", &Directory::ca_file),
  };
}

DeliveryTable people_options() {
  return {
      directory_text("base", "DN", "where people are looked for; default: the whole directory", &Directory::base),
      directory_text("people", "FILTER", "the LDAP filter that finds people; default: all persons that are users",
                     &Directory::people),
      directory_text("key", "ATTRIBUTE", "what files are named by; default sAMAccountName", &Directory::key),
      directory_text("attribute", "ATTRIBUTE", "where photos are kept; default thumbnailPhoto", &Directory::attribute),
  };
}

DeliveryTable care_options() {
  return {
      {"timeout", Kind::value, "SECONDS", "give an answer up that takes longer; default 30", apply_timeout},
      {"in-flight", Kind::value, "N", "operations at the same time, at most; default: what suits the store",
       apply_in_flight},
      {"pace", Kind::value, "TIMETABLE",
       "writes a second, by the hour: 20, or '08:00=2 18:00=50', 'Mon-Fri 08:00=off Mon-Fri 19:00=20'; default: no "
       "limit",
       [](Request& request, const Values& texts) {
         return take_into(store::Timetable::parse(texts.back()), request.care.pace);
       }},
      {"tries", Kind::value, "N", "of one operation that may succeed later, the first one counted; default 5",
       [](Request& request, const Values& texts) { return take_into(number_from(texts, 1, 100), request.care.tries); }},
      {"state", Kind::value, "DIR",
       "journal, audit and kept photos; default $STATE_DIRECTORY, else headroom in $XDG_STATE_HOME or ~/.local/state",
       [](Request& request, const Values& texts) -> Result<void> {
         request.state = texts.back();
         return {};
       }},
      {"log-identities", Kind::flag, "", "account names in the audit, too, not object identifiers alone",
       [](Request& request, const Values& texts) { return take_into(truth_from(texts), request.log_identities); }},
  };
}

}  // namespace

const DeliveryTable& connection_options() {
  static const DeliveryTable all = [] {
    DeliveryTable table = server_options();
    for (const auto& part : {people_options(), care_options()}) table.insert(table.end(), part.begin(), part.end());
    return table;
  }();
  return all;
}

}  // namespace headroom::cli
