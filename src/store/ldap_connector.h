#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "store/ldap_connection.h"

namespace headroom::store {

/// Keeps a connection: the one there is as long as it lives, then a new one, to the same server first. Safe to use from
/// several threads; those that come while a connection is made wait for it, and share its failure.
class LdapConnector {
 public:
  explicit LdapConnector(const DirectorySettings& settings) : settings_(settings) {}  // outlive the connector

  /// fails  as connect_directory; a password that was refused once is not tried again
  Result<std::shared_ptr<LdapConnection>> connection();

 private:
  Result<std::shared_ptr<LdapConnection>> connect();
  Result<std::vector<Server>> servers() const;

  const DirectorySettings& settings_;
  std::atomic<unsigned> attempts_ = 0;
  std::mutex mutex_;  // guards what follows
  std::shared_ptr<LdapConnection> current_;
  std::optional<Server> last_;    // that answered
  std::optional<Error> failure_;  // of the latest attempt
  bool password_refused_ = false;
};

}  // namespace headroom::store
