#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "store/photo_store.h"

namespace headroom::store {

/// What people are looked for by, and how that is said in OData.
class GraphUsers {
 public:
  /// key     "user-name", or a property's name; one inside another with a slash between: onPremisesExtensionAttributes/
  ///         extensionAttribute1
  /// people  an OData $filter; empty: everybody who is no guest
  /// basic   the application may read the basic properties alone (User.ReadBasic.All): nobody counts as disabled then,
  ///         and guests are known by their names
  GraphUsers(std::string key, std::string people, bool basic = false)
      : key_(std::move(key)), people_(std::move(people)), basic_(basic) {}

  /// fails  usage: the key can be no property, or none that may be read
  Result<void> check() const;

  /// "/v1.0/users?$select=...&$top=999", for everybody.
  std::string everybody() const;

  /// For the one with this key, and others perhaps who look alike to the service; empty: nobody can have this key.
  std::string having(std::string_view key) const;

  /// Whether the service wants to be told that an answer a little old is good enough: without, it refuses some filters.
  bool is_advanced(std::string_view path) const;

  struct Page {
    std::vector<Person> people;
    std::string next;  // the URL of the next page; empty: this was the last one
  };

  /// fails  unreachable: this is no list of users
  Result<Page> read(std::string_view body) const;

 private:
  std::string path(const std::string& filter) const;

  std::string key_;
  std::string people_;
  bool basic_;
};

/// Text as OData has it in a filter: 'O''Neill'.
std::string odata_text(std::string_view text);

}  // namespace headroom::store
