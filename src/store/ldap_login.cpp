#include "store/ldap_login.h"

#include <fmt/format.h>
#include <ldap.h>
#include <sasl/sasl.h>

#include "base/lower_case.h"
#include "store/ldap_results.h"

namespace headroom::store {
namespace {

using Login = DirectorySettings::Login;
using Security = DirectorySettings::Security;

struct Outcome {
  int code = 0;
  std::string words;
};

Outcome outcome_of(const LdapHandle& handle, ldapmsg* message) {
  Outcome outcome;
  char* words = nullptr;
  const int parsed = ldap_parse_result(handle.raw(), message, &outcome.code, nullptr, &words, nullptr, nullptr, 0);
  if (parsed != LDAP_SUCCESS) outcome.code = parsed;
  if (words != nullptr) outcome.words = words;
  ldap_memfree(words);
  return outcome;
}

Result<std::string> simple_login(LdapHandle& handle, const DirectorySettings& settings, LdapHandle::Time deadline) {
  const std::string_view password = settings.password.revealed();
  berval credentials{password.size(), const_cast<char*>(password.data())};
  int id = 0;
  const int code =
      ldap_sasl_bind(handle.raw(), settings.account.c_str(), LDAP_SASL_SIMPLE, &credentials, nullptr, nullptr, &id);
  if (code != LDAP_SUCCESS) return Failure(ldap_error(code, {}, Asked::login));
  const auto message = handle.answer_to(id, deadline);
  if (!message) return Failure(message.error());
  const Outcome outcome = outcome_of(handle, message->get());
  if (outcome.code != LDAP_SUCCESS) return Failure(ldap_error(outcome.code, outcome.words, Asked::login));
  return settings.account;
}

/// Kerberos asks nothing that a ticket does not answer: every question gets its default.
int take_defaults(LDAP*, unsigned, void*, void* questions) {
  for (auto* question = static_cast<sasl_interact_t*>(questions); question->id != SASL_CB_LIST_END; question++) {
    const char* text = question->defresult == nullptr ? "" : question->defresult;
    question->result = text;
    question->len = static_cast<unsigned>(std::char_traits<char>::length(text));
  }
  return LDAP_SUCCESS;
}

bool says(std::string_view words, std::string_view part) {
  return lower_case(words).find(lower_case(part)) != std::string::npos;
}

/// The Kerberos library tells its reasons in words alone.
Error kerberos_error(int code, const std::string& words) {
  if (code != LDAP_LOCAL_ERROR && code != LDAP_INVALID_CREDENTIALS) return ldap_error(code, words, Asked::login);
  const auto because = [&](Fault fault, std::string_view what) {
    return Error{fault, fmt::format("{} ({})", what, cleaned(words)), {}};
  };
  if (says(words, "no kerberos credentials") || says(words, "no credentials cache") ||
      says(words, "credentials cache file"))
    return because(Fault::login_refused, "there is no Kerberos ticket; get one with kinit, or from a keytab");
  if (says(words, "ticket expired"))
    return because(Fault::login_refused, "the Kerberos ticket has expired; get a new one with kinit");
  if (says(words, "clock skew"))
    return because(Fault::login_refused,
                   "this machine's clock and the directory's differ by more than Kerberos allows; set the clock");
  if (says(words, "cannot contact any kdc") || says(words, "cannot find kdc"))
    return because(Fault::unreachable, "no Kerberos server answers; check krb5.conf, network and firewall");
  if (says(words, "server not found in kerberos database"))
    return because(Fault::login_refused,
                   "Kerberos does not know this server by this name; use the domain controller's full name");
  return because(Fault::login_refused, "the Kerberos login failed");
}

std::string sasl_name(const LdapHandle& handle) {
  char* text = nullptr;
  ldap_get_option(handle.raw(), LDAP_OPT_X_SASL_USERNAME, static_cast<void*>(&text));
  std::string name = text == nullptr ? "Kerberos ticket" : text;
  ldap_memfree(text);
  return name;
}

Result<std::string> sealed_login(LdapHandle& handle, LdapHandle::Time deadline) {
  const ber_len_t strength = 56;  // bits; from 56 on it is encryption, 1 would be signatures alone (SASL, RFC 4752)
  ldap_set_option(handle.raw(), LDAP_OPT_X_SASL_SSF_MIN, &strength);
  ldap_set_option(handle.raw(), LDAP_OPT_X_SASL_NOCANON, LDAP_OPT_ON);
  const char* mechanism = nullptr;
  LdapMessage message;
  int code = LDAP_SASL_BIND_IN_PROGRESS;
  while (true) {
    int id = 0;
    code = ldap_sasl_interactive_bind(handle.raw(), nullptr, "GSSAPI", nullptr, nullptr, LDAP_SASL_QUIET, take_defaults,
                                      nullptr, message.get(), &mechanism, &id);
    if (code != LDAP_SASL_BIND_IN_PROGRESS) break;
    auto answer = handle.answer_to(id, deadline);
    if (!answer) return Failure(answer.error());
    message = std::move(*answer);
  }
  if (code != LDAP_SUCCESS) return Failure(kerberos_error(code, handle.last_words()));
  ber_len_t reached = 0;
  ldap_get_option(handle.raw(), LDAP_OPT_X_SASL_SSF, &reached);
  if (reached < strength)
    return fail(Fault::not_encrypted, "the Kerberos login did not encrypt the line; use ldaps or StartTLS");
  return sasl_name(handle);
}

}  // namespace

Result<void> check_login(const DirectorySettings& settings) {
  if (settings.login == Login::gssapi) {
    if (settings.security == Security::sealed) return {};
    return fail(Fault::usage, "a Kerberos login encrypts the line itself; choose security \"sealed\", not TLS");
  }
  if (settings.security == Security::sealed)
    return fail(Fault::usage,
                "a password is never sent over an open line; choose ldaps or StartTLS, or a Kerberos login");
  if (settings.account.empty())
    return fail(Fault::usage, "no account is given for the directory; name it, user@domain");
  if (settings.password.empty())
    return fail(Fault::usage, "the password is empty; a directory would take that for a login as nobody");
  return {};
}

Result<std::string> log_in(LdapHandle& handle, const DirectorySettings& settings, LdapHandle::Time deadline) {
  if (auto checked = check_login(settings); !checked) return Failure(checked.error());
  return settings.login == Login::gssapi ? sealed_login(handle, deadline) : simple_login(handle, settings, deadline);
}

}  // namespace headroom::store
