#include "store/ldap_connector.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace headroom::store {
namespace {

/// Another server may do better.
bool is_of_this_server(Fault fault) {
  return fault == Fault::unreachable || fault == Fault::busy || fault == Fault::untrusted ||
         fault == Fault::not_encrypted;
}

Error among(Error error, std::size_t servers) {
  if (servers > 1) error.detail += fmt::format(" (and none of the {} other servers can be used)", servers - 1);
  return error;
}

}  // namespace

Result<std::shared_ptr<LdapConnection>> LdapConnector::connection() {
  const unsigned attempts = attempts_;
  const std::lock_guard lock(mutex_);
  if (current_ && current_->alive()) return current_;
  if (password_refused_ || (failure_ && attempts != attempts_)) return Failure(*failure_);
  current_.reset();
  auto made = connect();
  failure_.reset();
  if (!made) {
    failure_ = made.error();
    password_refused_ =
        made.error().fault == Fault::login_refused && settings_.login == DirectorySettings::Login::simple;
  } else {
    current_ = *made;
  }
  attempts_++;
  return made;
}

Result<std::vector<Server>> LdapConnector::servers() const {
  auto servers = servers_to_try(settings_);
  if (!last_) return servers;
  if (!servers) return std::vector<Server>{*last_};  // DNS may be what fails
  const auto same = [&](const Server& server) { return server.host == last_->host && server.port == last_->port; };
  servers->erase(std::remove_if(servers->begin(), servers->end(), same), servers->end());
  servers->insert(servers->begin(), *last_);
  return servers;
}

Result<std::shared_ptr<LdapConnection>> LdapConnector::connect() {
  const auto servers = this->servers();
  if (!servers) return Failure(servers.error());
  std::optional<Error> first;
  for (const Server& server : *servers) {
    auto connection = LdapConnection::open(server, settings_);
    if (connection) {
      last_ = server;
      return connection;
    }
    if (!is_of_this_server(connection.error().fault)) return connection;
    if (!first || (first->fault == Fault::unreachable && connection.error().fault == Fault::untrusted))
      first = connection.error();  // whom not to trust matters more than who is away
  }
  return Failure(among(first.value_or(Error{Fault::usage, "no server is named", {}}), servers->size()));
}

}  // namespace headroom::store
