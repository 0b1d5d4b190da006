#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/image.h"
#include "store/ldap_handle.h"

namespace headroom::store {

/// What is asked of a directory: a search below `place`, or one attribute of `place` set.
struct LdapRequest {
  enum class Kind { entry, tree, replace };

  Kind kind = Kind::entry;
  std::string place;                    // distinguished name, or "<GUID=...>"
  std::string filter;                   // searches; empty: everything
  std::vector<std::string> attributes;  // searches: what is wanted; replace: the one to set
  int page = 0;                         // entries an answer; 0: all at once
  std::string cookie;                   // where the last page ended
  Bytes value;                          // replace: the one value; empty: none
};

struct LdapEntry {
  std::string place;
  std::vector<std::pair<std::string, std::string>> values;  // attribute, value; in the server's order

  /// The first value of this attribute, whatever its case; empty where there is none.
  std::string first(std::string_view attribute) const;
  bool has(std::string_view attribute, std::string_view value) const;
};

struct LdapReply {
  int code = 0;       // of LDAP
  std::string words;  // the server's diagnostic message
  std::vector<LdapEntry> entries;
  std::string cookie;  // empty: that was the last page
};

/// Sends a request. Gives LDAP's code, 0 when it went to the stream; `message_id` is then what its answer carries.
int send(const LdapHandle& handle, const LdapRequest& request, int& message_id);

/// Adds a message to the reply it belongs to. True when the reply is complete.
bool add(const LdapHandle& handle, ldapmsg* message, LdapReply& reply);

}  // namespace headroom::store
