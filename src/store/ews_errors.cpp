#include "store/ews_errors.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "store/ldap_results.h"

namespace headroom::store {
namespace {

struct Meaning {
  std::string_view code;
  Fault fault;
  std::string_view sentence;
};

constexpr std::string_view too_old =
    "this Exchange does not know SetUserPhoto; it takes Exchange 2016 or later to set photos";
constexpr std::string_view no_role =
    "the account may not act as this person; give it the role ApplicationImpersonation with a scope that holds the "
    "mailbox";

// MS-OXWSCDATA, ResponseCodeType; which of them photos meet: exchange.md.
constexpr Meaning meanings[] = {
    {"ErrorServerBusy", Fault::busy, "Exchange is busy; try again later"},
    {"ErrorExceededConnectionCount", Fault::busy,
     "the account has too many requests going on at Exchange; lower the number of operations at the same time"},
    {"ErrorTimeoutExpired", Fault::not_now, "Exchange ran out of time; try again later"},
    {"ErrorInternalServerError", Fault::not_now, "Exchange had a failure of its own; try again later"},
    {"ErrorInternalServerTransientError", Fault::not_now, "Exchange had a failure of its own; try again later"},
    {"ErrorADUnavailable", Fault::busy, "Exchange does not reach its directory; try again later"},
    {"ErrorConnectionFailed", Fault::not_now, "Exchange does not reach the mailbox; try again later"},
    {"ErrorMailboxMoveInProgress", Fault::not_now, "the mailbox is being moved; try again later"},
    {"ErrorMailboxStoreUnavailable", Fault::not_now, "the mailbox's database is not up; try again later"},
    {"ErrorMailboxFailover", Fault::not_now, "the mailbox is changing servers; try again later"},
    {"ErrorNonExistentMailbox", Fault::no_such_user,
     "there is no mailbox with this person's mail address; it may be in Exchange Online"},
    {"ErrorMissingEmailAddress", Fault::no_such_user, "this person has no mailbox"},
    {"ErrorInvalidSmtpAddress", Fault::no_such_user, "Exchange takes this person's mail address for none"},
    {"ErrorNonPrimarySmtpAddress", Fault::no_such_user,
     "this person's mail address in the directory is not the mailbox's primary one; correct the attribute mail"},
    {"ErrorAccountDisabled", Fault::refused, "this person's account is disabled"},
    {"ErrorAccessDenied", Fault::access_denied,
     "the account may not do this to this mailbox; give it the role ApplicationImpersonation with a scope that holds "
     "the mailbox"},
    {"ErrorImpersonateUserDenied", Fault::access_denied, no_role},
    {"ErrorImpersonationDenied", Fault::access_denied, no_role},
    {"ErrorImpersonationFailed", Fault::access_denied, no_role},
    {"ErrorQuotaExceeded", Fault::refused, "the mailbox is full; have it emptied or its quota raised"},
    {"ErrorMessageSizeExceeded", Fault::refused, "the photo has too many bytes for Exchange; convert it again"},
    {"ErrorInvalidPhotoSize", Fault::refused, "Exchange takes no photo of this size; convert it again, to 648x648"},
    {"ErrorPasswordExpired", Fault::login_refused, "the account's password has expired; set a new one"},
    {"ErrorPasswordChangeRequired", Fault::login_refused,
     "the account's password must be changed before its first use"},
    {"ErrorInvalidOperation", Fault::unsupported, too_old},
    {"ErrorInvalidRequest", Fault::unsupported, too_old},
    {"ErrorInvalidServerVersion", Fault::unsupported, too_old},
    {"ErrorIncorrectSchemaVersion", Fault::unsupported, too_old},
    {"ErrorSchemaValidation", Fault::unsupported, too_old},
    {"ActionNotSupported", Fault::unsupported, too_old},
};

/// Exchange gave up on the way: a photo may have been stored before.
bool may_have_been_done(std::string_view code) {
  return code == "ErrorTimeoutExpired" || code == "ErrorInternalServerError" ||
         code == "ErrorInternalServerTransientError";
}

bool is_about_the_picture(std::string_view code) {
  constexpr std::array<std::string_view, 3> words = {"Photo", "Picture", "Image"};
  return std::ranges::any_of(words, [&](auto word) { return code.find(word) != std::string_view::npos; });
}

/// A request was not understood: the server is too old, or something is wrong with what was in it.
Meaning not_understood(const Meaning& of_old, const std::string& version, EwsUse use) {
  if (use == EwsUse::reading)
    return {of_old.code, Fault::unsupported, "Exchange does not know GetUserPhoto; it takes Exchange 2013 or later"};
  if (version.empty() || !sets_photos(version)) return of_old;
  return {of_old.code, Fault::refused, "Exchange does not take this photo; convert it again"};
}

Meaning meaning_of(const EwsAnswer& answer, EwsUse use) {
  const std::string_view code = answer.code;
  const auto* found = std::ranges::find(meanings, code, &Meaning::code);
  if (found != std::end(meanings) && found->fault == Fault::unsupported)
    return not_understood(*found, answer.version, use);
  if (found != std::end(meanings) && may_have_been_done(code)) {
    if (answer.back_off.count() > 0) return {code, Fault::busy, found->sentence};
    return {code, use == EwsUse::writing ? Fault::unknown_outcome : found->fault, found->sentence};
  }
  if (found != std::end(meanings)) return *found;
  if (is_about_the_picture(code)) return {code, Fault::refused, "Exchange does not take this photo; convert it again"};
  return {code, Fault::refused, "Exchange refused"};
}

bool is_known(std::string_view code) {
  return std::ranges::any_of(meanings, [&](const Meaning& meaning) { return meaning.code == code; });
}

/// Addresses and names in quotes would lead to a person.
bool may_name_somebody(std::string_view words) { return words.find_first_of("@'\"=") != std::string_view::npos; }

/// "status 401; it offers Negotiate, NTLM"
std::string shown(const HttpReply& reply) {
  std::string text = fmt::format("status {}", reply.status);
  std::string offers;
  for (const std::string_view way : {"Negotiate", "NTLM", "Basic", "Bearer"})
    if (reply.status == 401 && reply.header("www-authenticate").find(way) != std::string_view::npos)
      offers += fmt::format("{}{}", offers.empty() ? "; it offers " : ", ", way);
  return text + offers;
}

}  // namespace

bool sets_photos(const std::string& version) {
  int major = 0, minor = 0;
  const char* end = version.data() + version.size();
  const auto [dot, error] = std::from_chars(version.data(), end, major);
  if (error != std::errc() || dot == end) return true;
  std::from_chars(dot + 1, end, minor);
  return major > 15 || (major == 15 && minor >= 1);
}

Error ews_error(const EwsAnswer& answer, EwsUse use) {
  const Meaning meaning = meaning_of(answer, use);
  std::string said = cleaned(answer.code);
  if (!is_known(answer.code) && !answer.words.empty() && !may_name_somebody(answer.words))
    said += ": " + cleaned(answer.words);
  if (meaning.fault == Fault::unsupported && !answer.version.empty()) said += ", version " + answer.version;
  return {meaning.fault, fmt::format("{} ({})", meaning.sentence, said), answer.back_off};
}

Error ews_status_error(const HttpReply& reply, EwsUse use) {
  const auto error = [&](Fault fault, std::string_view sentence) {
    return Error{fault, fmt::format("{} ({})", sentence, shown(reply)), reply.retry_after()};
  };
  switch (reply.status) {
    case 401:
      return error(Fault::login_refused,
                   "Exchange refused the account or its password; nothing more is tried, accounts get locked");
    case 403:
      return error(Fault::access_denied,
                   "the account may not use Exchange Web Services; have EwsEnabled of its mailbox and the "
                   "organisation's EwsApplicationAccessPolicy checked");
    case 404:
      return error(Fault::usage,
                   "there are no Exchange Web Services at this URL; it mostly ends in /EWS/Exchange.asmx");
    case 408:
    case 502:
    case 504:
      return error(use == EwsUse::writing ? Fault::unknown_outcome : Fault::busy,
                   "Exchange did not answer in time, or is being restarted; try again later");
    case 429:
    case 503:
      return error(Fault::busy, "Exchange is busy or being restarted; try again later");
    default:
      break;
  }
  if (reply.status == 413)
    return error(Fault::refused, "the photo has too many bytes for the web server before Exchange; convert it again");
  if (reply.status >= 500)
    return use == EwsUse::writing
               ? error(Fault::unknown_outcome, "Exchange had a failure of its own; the photo may be there or not")
               : error(Fault::no_such_user, "there is no mailbox with this person's mail address, or Exchange failed");
  if (reply.status >= 300 && reply.status < 400)
    return error(Fault::unreachable, "Exchange sends elsewhere; name the URL of the server that has the mailboxes");
  return use == EwsUse::writing && reply.status < 300
             ? error(Fault::unknown_outcome, "what answered is no SOAP; the photo may be there or not, check the URL")
             : error(Fault::unreachable, "what answered is no Exchange; check the URL");
}

}  // namespace headroom::store
