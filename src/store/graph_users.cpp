#include "store/graph_users.h"

#include <fmt/format.h>
#include <utf8proc.h>

#include <algorithm>
#include <cctype>

#include "base/folded.h"
#include "store/graph_json.h"
#include "store/http_client.h"
#include "store/ldap_guid.h"
#include "store/ldap_results.h"

namespace headroom::store {
namespace {

constexpr std::string_view user_name = "user-name";
constexpr std::size_t longest_key = 256;  // characters; the longest of these properties, mail, has no more
constexpr int page_size = 999;            // people; the most that Microsoft Graph gives

/// Characters that a name cannot have, but would end up in a query.
bool can_be_a_key(std::string_view key) {
  if (key.empty() || key.size() > longest_key) return false;
  utf8proc_int32_t point = 0;
  while (!key.empty()) {
    const auto length = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(key.data()),
                                         static_cast<utf8proc_ssize_t>(key.size()), &point);
    if (length <= 0 || utf8proc_category(point) == UTF8PROC_CATEGORY_CC) return false;
    key.remove_prefix(static_cast<std::size_t>(length));
  }
  return true;
}

/// The part of a user principal name before the @.
std::string before_at(const std::string& name) { return name.substr(0, name.find('@')); }

std::string value_at(GraphJson user, std::string_view path) {
  while (true) {
    const auto slash = path.find('/');
    user = user.at(path.substr(0, slash));
    if (slash == std::string_view::npos) return user.text();
    path.remove_prefix(slash + 1);
  }
}

Person person_of(const GraphJson& user, const std::string& key) {
  Person person;
  person.id = case_folded(user.at("id").text());
  person.place = user.at("userPrincipalName").text();
  person.name = user.at("displayName").text();
  person.mail = user.at("mail").text();
  person.enabled = user.at("accountEnabled").flag().value_or(true);
  person.key = key == user_name ? before_at(person.place) : value_at(user, key);
  return person;
}

bool is_guest(const GraphJson& user) {
  return folded(user.at("userType").text()) == "guest" ||
         user.at("userPrincipalName").text().find("#EXT#") != std::string::npos;
}

bool is_basic(std::string_view key) {
  constexpr std::string_view basic[] = {user_name, "userPrincipalName", "mail", "displayName", "id"};
  return std::ranges::find(basic, key) != std::end(basic);
}

bool holds_word(const std::string& filter, std::string_view word) {
  return (' ' + folded(filter) + ' ').find(' ' + std::string(word) + ' ') != std::string::npos;
}

}  // namespace

std::string odata_text(std::string_view text) {
  std::string literal = "'";
  for (const char letter : text) literal += letter == '\'' ? std::string("''") : std::string(1, letter);
  return literal + '\'';
}

Result<void> GraphUsers::check() const {
  const auto fits = [](char letter) {
    return std::isalnum(static_cast<unsigned char>(letter)) != 0 || letter == '_' || letter == '/';
  };
  const bool is_property = !key_.empty() && std::ranges::all_of(key_, fits) && key_.front() != '/' &&
                           key_.back() != '/' && key_.find("//") == std::string::npos;
  if (basic_ && !is_basic(key_))
    return fail(Fault::usage,
                fmt::format("the application may read basic properties alone, and \"{}\" is none; grant it "
                            "User.Read.All instead of User.ReadBasic.All, or take user-name",
                            cleaned(key_)));
  if (key_ == user_name || is_property) return {};
  return fail(Fault::usage, fmt::format("\"{}\" is no property of a user; take user-name, mailNickname, employeeId ...",
                                        cleaned(key_)));
}

std::string GraphUsers::path(const std::string& filter) const {
  std::string select = "id,userPrincipalName,mail,displayName";
  if (!basic_) select += ",accountEnabled,userType";
  const std::string property = key_.substr(0, key_.find('/'));
  if (key_ != user_name && (',' + select + ',').find(',' + property + ',') == std::string::npos)
    select += ',' + property;
  std::string path = fmt::format("/v1.0/users?$select={}&$top={}", select, page_size);
  if (!filter.empty()) path += "&$filter=" + percent_encoded(filter);
  if (is_advanced(path)) path += "&$count=true";
  return path;
}

std::string GraphUsers::everybody() const { return path(people_); }

std::string GraphUsers::having(std::string_view key) const {
  if (!can_be_a_key(key)) return {};
  std::string filter = fmt::format("{} eq {}", key_, odata_text(key));
  if (key_ == user_name) filter = fmt::format("startswith(userPrincipalName,{})", odata_text(std::string(key) + '@'));
  if (people_.empty()) return path(filter);
  return path(fmt::format("{} and {}", holds_word(people_, "or") ? '(' + people_ + ')' : people_, filter));
}

bool GraphUsers::is_advanced(std::string_view path) const {
  const bool is_simple = key_ == user_name || key_ == "userPrincipalName" || key_ == "mail";
  return path.find("$filter=") != std::string_view::npos && (!people_.empty() || !is_simple);
}

Result<GraphUsers::Page> GraphUsers::read(std::string_view body) const {
  const auto wrong = [] {
    return fail(Fault::unreachable, "Microsoft Graph's answer is no list of users, or cut off; is a proxy in between?");
  };
  const auto document = GraphJson::parse(body);
  if (!document || !document->at("value").is_array()) return wrong();
  Page page;
  for (const GraphJson& user : document->at("value").items()) {
    if (!is_guid(case_folded(user.at("id").text()))) return wrong();
    if (people_.empty() && is_guest(user)) continue;
    page.people.push_back(person_of(user, key_));
  }
  const GraphJson next = document->at("@odata.nextLink");
  page.next = next.text();
  if (page.next.empty() && next.is_something()) return wrong();  // the list goes on, and nobody knows where
  return page;
}

}  // namespace headroom::store
