#include "store/ldap_messages.h"

#include <ldap.h>
#include <strings.h>

#include <algorithm>
#include <array>
#include <memory>

namespace headroom::store {
namespace {

bool same_name(std::string_view a, std::string_view b) {
  return a.size() == b.size() && ::strncasecmp(a.data(), b.data(), a.size()) == 0;
}

std::string text_of(const berval& value) { return {value.bv_val, value.bv_len}; }

/// The library takes text that it does not change as char*.
char* unchanged(const std::string& text) { return const_cast<char*>(text.c_str()); }

struct FreeingControl {
  void operator()(LDAPControl* control) const { ldap_control_free(control); }
};

int send_replace(const LdapHandle& handle, const LdapRequest& request, int& message_id) {
  berval value{request.value.size(), const_cast<char*>(reinterpret_cast<const char*>(request.value.data()))};
  std::array<berval*, 2> values{request.value.empty() ? nullptr : &value, nullptr};
  LDAPMod change{};
  change.mod_op = LDAP_MOD_REPLACE | LDAP_MOD_BVALUES;
  change.mod_type = unchanged(request.attributes.front());
  change.mod_bvalues = values.data();
  std::array<LDAPMod*, 2> changes{&change, nullptr};
  return ldap_modify_ext(handle.raw(), request.place.c_str(), changes.data(), nullptr, nullptr, &message_id);
}

int send_search(const LdapHandle& handle, const LdapRequest& request, int& message_id) {
  std::vector<char*> attributes;
  for (const std::string& name : request.attributes) attributes.push_back(unchanged(name));
  attributes.push_back(nullptr);
  std::unique_ptr<LDAPControl, FreeingControl> paging;
  if (request.page > 0) {
    berval cookie{request.cookie.size(), unchanged(request.cookie)};
    LDAPControl* control = nullptr;
    const int code = ldap_create_page_control(handle.raw(), request.page, &cookie, 1, &control);
    if (code != LDAP_SUCCESS) return code;
    paging.reset(control);
  }
  std::array<LDAPControl*, 2> controls{paging.get(), nullptr};
  const int scope = request.kind == LdapRequest::Kind::tree ? LDAP_SCOPE_SUBTREE : LDAP_SCOPE_BASE;
  const char* filter = request.filter.empty() ? "(objectClass=*)" : request.filter.c_str();
  return ldap_search_ext(handle.raw(), request.place.c_str(), scope, filter, attributes.data(), 0,
                         paging ? controls.data() : nullptr, nullptr, nullptr, LDAP_NO_LIMIT, &message_id);
}

LdapEntry entry_of(LDAP* handle, LDAPMessage* message) {
  LdapEntry entry;
  BerElement* position = nullptr;
  berval place{};
  if (ldap_get_dn_ber(handle, message, &position, &place) == LDAP_SUCCESS) entry.place = text_of(place);
  berval name{};
  berval* values = nullptr;
  while (ldap_get_attribute_ber(handle, message, position, &name, &values) == LDAP_SUCCESS && name.bv_val != nullptr) {
    for (const berval* value = values; value != nullptr && value->bv_val != nullptr; value++)
      entry.values.emplace_back(text_of(name), text_of(*value));
    ldap_memfree(values);
  }
  ber_free(position, 0);
  return entry;
}

std::string cookie_of(LDAP* handle, LDAPControl** controls) {
  LDAPControl* paging = ldap_control_find(LDAP_CONTROL_PAGEDRESULTS, controls, nullptr);
  if (paging == nullptr) return {};
  ber_int_t estimate = 0;
  berval cookie{};
  if (ldap_parse_pageresponse_control(handle, paging, &estimate, &cookie) != LDAP_SUCCESS) return {};
  std::string text = text_of(cookie);
  ldap_memfree(cookie.bv_val);
  return text;
}

void finish(LDAP* handle, LDAPMessage* message, LdapReply& reply) {
  char* words = nullptr;
  LDAPControl** controls = nullptr;
  const int parsed = ldap_parse_result(handle, message, &reply.code, nullptr, &words, nullptr, &controls, 0);
  if (parsed != LDAP_SUCCESS) reply.code = parsed;
  if (words != nullptr) reply.words = words;
  if (controls != nullptr) reply.cookie = cookie_of(handle, controls);
  ldap_memfree(words);
  ldap_controls_free(controls);
}

}  // namespace

std::string LdapEntry::first(std::string_view attribute) const {
  for (const auto& [name, value] : values)
    if (same_name(name, attribute)) return value;
  return {};
}

bool LdapEntry::has(std::string_view attribute, std::string_view value) const {
  return std::any_of(values.begin(), values.end(),
                     [&](const auto& one) { return same_name(one.first, attribute) && one.second == value; });
}

int send(const LdapHandle& handle, const LdapRequest& request, int& message_id) {
  return request.kind == LdapRequest::Kind::replace ? send_replace(handle, request, message_id)
                                                    : send_search(handle, request, message_id);
}

bool add(const LdapHandle& handle, ldapmsg* message, LdapReply& reply) {
  switch (ldap_msgtype(message)) {
    case LDAP_RES_SEARCH_ENTRY:
      reply.entries.push_back(entry_of(handle.raw(), message));
      return false;
    case LDAP_RES_SEARCH_REFERENCE:  // other parts of the forest, which have servers of their own
    case LDAP_RES_INTERMEDIATE:
      return false;
    default:
      finish(handle.raw(), message, reply);
      return true;
  }
}

}  // namespace headroom::store
