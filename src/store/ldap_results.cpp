#include "store/ldap_results.h"

#include <fmt/format.h>
#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cctype>

#include "base/lower_case.h"

namespace headroom::store {
namespace {

struct Meaning {
  int code;
  Fault fault;
  std::string_view sentence;
};

// RFC 4511, appendix A; which server says what: measured on Samba 4.17 and OpenLDAP 2.5.
constexpr Meaning meanings[] = {
    {1, Fault::internal, "the directory could not carry it out"},
    {2, Fault::internal, "the directory did not understand the request"},
    {3, Fault::busy, "the directory ran out of time; try again later, or take smaller pages"},
    {4, Fault::internal, "the directory has more entries than it gives at once; take smaller pages"},
    {7, Fault::usage, "the directory does not know this way to log in"},
    {8, Fault::not_encrypted, "the directory wants an encrypted login; use ldaps, StartTLS or Kerberos"},
    {10, Fault::refused,
     "this server only refers to others; name a writable domain controller of the person's own domain"},
    {11, Fault::busy, "the directory is over a limit that its administrator set; try again later"},
    {12, Fault::usage, "the directory lacks a function that is needed here (paged results)"},
    {13, Fault::not_encrypted, "the directory wants an encrypted line; use ldaps or StartTLS"},
    {14, Fault::login_refused, "the login was not finished"},
    {16, Fault::usage, "the directory does not know this attribute; check its name"},
    {17, Fault::usage, "the directory does not know this attribute; check its name"},
    {18, Fault::usage, "the attribute cannot be searched in this way; choose another key"},
    {19, Fault::refused, "the directory does not allow this value; the photo may be too large for it"},
    {20, Fault::refused, "the attribute holds another value already"},
    {21, Fault::refused, "the directory does not allow this value; the photo may be too large for it"},
    {32, Fault::no_such_user,
     "there is no such entry any more; it was removed, or moved where the account cannot see it"},
    {34, Fault::login_refused,
     "the account's name is none that this directory understands; give its full distinguished name"},
    {48, Fault::login_refused, "the directory allows no such login for this account"},
    {49, Fault::login_refused,
     "the directory refused the account or its password; nothing more is tried, accounts get locked"},
    {50, Fault::access_denied,
     "the account has no right to do this to this person; delegate the right to write the attribute, and see whether "
     "the "
     "person is a protected administrator (adminCount=1), to whom delegation does not reach"},
    {51, Fault::busy, "the directory is busy; try again later"},
    {52, Fault::busy, "the directory is shutting down or not yet up; try again later"},
    {53, Fault::refused, "the directory is unwilling to do this"},
    {64, Fault::refused, "the directory does not allow this for the entry's name"},
    {65, Fault::refused, "the person's kind of entry cannot have this attribute"},
    {80, Fault::busy, "the directory had a failure of its own; try again later"},
    {85, Fault::unreachable, "the directory did not answer in time"},
    {-1, Fault::unreachable, "the connection to the directory was lost"},
    {-2, Fault::internal, "the LDAP library failed"},
    {-4, Fault::unreachable, "the directory's answer could not be understood; is it an LDAP server?"},
    {-5, Fault::unreachable, "the directory did not answer in time"},
    {-6, Fault::usage, "Kerberos login is not installed here; install libsasl2-modules-gssapi-mit"},
    {-7, Fault::usage, "the filter for people cannot be understood; check its parentheses"},
    {-10, Fault::internal, "there is not enough memory"},
    {-11, Fault::unreachable, "the connection to the directory could not be made"},
    {91, Fault::unreachable, "the connection to the directory could not be made"},
};

struct LoginMeaning {
  std::string_view data;
  std::string_view sentence;
};

// Windows error codes, in hexadecimal, as AcceptSecurityContext reports them; MS-ERREF 2.2.
constexpr LoginMeaning login_meanings[] = {
    {"525", "the directory does not know the account; check its name"},
    {"52e", "the account's name or password is wrong"},
    {"52f", "the account is not allowed to log in like this"},
    {"530", "the account may not log in at this time of day; ask for other logon hours"},
    {"531", "the account may not log in from this machine"},
    {"532", "the account's password has expired; set a new one"},
    {"533", "the account is disabled; have it enabled"},
    {"568", "the account is in too many groups"},
    {"701", "the account has expired; have its end date moved"},
    {"773", "the account's password must be changed before its first use; set it, without that condition"},
    {"775", "the account is locked; wait or have it unlocked, and check for other programs that use an old password"},
};

/// "52e" of "..., data 52e, v1db1"; empty where there is none.
std::string login_code(std::string_view words) {
  const std::size_t at = words.find("data ");
  if (at == std::string_view::npos) return {};
  std::string code;
  for (const char c : words.substr(at + 5)) {
    if (std::isxdigit(static_cast<unsigned char>(c)) == 0) break;
    code += c;
  }
  return lower_case(code);
}

/// "00002020" of "00002020: Operation unavailable"; empty where the server is none of Microsoft's kind.
std::string_view windows_code(std::string_view words) {
  const std::size_t colon = words.find(':');
  return colon == 8 ? words.substr(0, 8) : std::string_view();
}

/// Whether the words hold part of a distinguished name, or the id of an entry: "CN=u00002,OU=Staff,DC=ad,DC=test".
bool name_an_entry(std::string_view words) {
  constexpr std::array<std::string_view, 7> attributes = {"CN", "OU", "DC", "UID", "O", "GUID", "SID"};
  const auto is_part = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; };
  const auto same = [](char a, char b) { return std::toupper(static_cast<unsigned char>(a)) == b; };
  for (std::size_t end = words.find('='); end != std::string_view::npos; end = words.find('=', end + 1)) {
    std::size_t begin = end;
    while (begin > 0 && is_part(words[begin - 1])) begin--;
    const std::string_view name = words.substr(begin, end - begin);
    for (const std::string_view attribute : attributes)
      if (std::equal(name.begin(), name.end(), attribute.begin(), attribute.end(), same)) return true;
  }
  return false;
}

bool is_not_bound(int code, std::string_view words) {
  const std::string_view windows = windows_code(words);
  return code == 1 && (windows == "00002020" || windows == "000004DC");  // Samba's and Windows' word for it
}

Meaning meaning_of(int code, std::string_view words, Asked asked) {
  if (is_not_bound(code, words))
    return {code, Fault::login_refused,
            "the directory says that nobody is logged in; check that the account may log in"};
  if (code == 53 && asked == Asked::login)
    return {code, Fault::login_refused, "the directory is unwilling to let the account log in like this"};
  if (code == 32 && asked == Asked::login)
    return {code, Fault::login_refused, "the directory does not know the account; check its name"};
  if (code == 34 && asked != Asked::login)
    return {code, Fault::usage, "this is no distinguished name; check the base, such as DC=example,DC=com"};
  if (code == 49) {
    const std::string data = login_code(words);
    for (const LoginMeaning& login : login_meanings)
      if (login.data == data) return {code, Fault::login_refused, login.sentence};
  }
  for (const Meaning& meaning : meanings)
    if (meaning.code == code) return meaning;
  return {code, asked == Asked::writing ? Fault::refused : Fault::internal, "the directory refused"};
}

bool is_unwelcome(utf8proc_int32_t point) {
  const utf8proc_category_t category = utf8proc_category(point);
  return category == UTF8PROC_CATEGORY_CC || category == UTF8PROC_CATEGORY_CF || category == UTF8PROC_CATEGORY_CO ||
         category == UTF8PROC_CATEGORY_CN || category == UTF8PROC_CATEGORY_ZL || category == UTF8PROC_CATEGORY_ZP;
}

}  // namespace

std::string cleaned(std::string_view text) {
  constexpr std::size_t most = 200;  // bytes; a line or two of a terminal
  std::string clean;
  while (!text.empty() && clean.size() < most) {
    utf8proc_int32_t point = 0;
    const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
    const utf8proc_ssize_t length = utf8proc_iterate(bytes, static_cast<utf8proc_ssize_t>(text.size()), &point);
    if (length <= 0)
      clean += '?';
    else if (is_unwelcome(point))
      clean += ' ';
    else if (clean.size() + static_cast<std::size_t>(length) <= most)
      clean += text.substr(0, static_cast<std::size_t>(length));
    else
      break;
    text.remove_prefix(length <= 0 ? 1 : static_cast<std::size_t>(length));
  }
  const std::size_t last = clean.find_last_not_of(' ');
  clean.resize(last == std::string::npos ? 0 : last + 1);
  return clean;
}

Error ldap_error(int code, std::string_view words, Asked asked) {
  const Meaning meaning = meaning_of(code, words, asked);
  // Errors are written down where people's names should not be: our own sentence says what to do.
  const std::string said = cleaned(name_an_entry(words) ? windows_code(words) : words);
  std::string detail(meaning.sentence);
  if (code > 0) detail += fmt::format(" (LDAP result {}{}{})", code, said.empty() ? "" : ": ", said);
  if (code < 0 && !said.empty()) detail += fmt::format(" ({})", said);
  return {meaning.fault, detail, {}};
}

}  // namespace headroom::store
