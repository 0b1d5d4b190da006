#pragma once

#include <memory>
#include <string>
#include <vector>

#include "store/active_directory.h"
#include "support/directory_server.h"

namespace headroom::store {

/// Settings for a server of the tests: its service account over ldaps, short times.
inline DirectorySettings settings_for(const test::DirectoryServer& server) {
  DirectorySettings settings;
  settings.servers = {server.uri()};
  settings.ca_file = server.ca_file().string();
  settings.account = server.service().name;
  settings.password = Secret(server.service().password);
  settings.people = "(objectClass=user)";
  return settings;
}

inline void log_in_as(DirectorySettings& settings, test::Account account) {
  settings.account = account.name;
  settings.password = Secret(std::move(account.password));
}

/// Bytes that look like a JPEG, different for each seed.
inline Bytes picture(std::size_t length, unsigned seed) {
  Bytes bytes(length);
  for (Byte& byte : bytes) byte = static_cast<Byte>((seed = seed * 1'664'525 + 1'013'904'223) >> 24);
  const Byte head[] = {0xff, 0xd8, 0xff};
  for (std::size_t i = 0; i < 3 && i < length; i++) bytes[i] = head[i];
  return bytes;
}

/// The one person with this key; nobody where there is none.
inline Person person(PhotoStore& store, const std::string& key) {
  const auto found = store.find(key);
  return found && found->size() == 1 ? found->front() : Person{};
}

/// The fault and its sentence, for comparisons and messages.
template <class Value>
std::string words(const Result<Value>& result) {
  return result ? "no failure" : std::string(name(result.error().fault)) + ": " + result.error().detail;
}

}  // namespace headroom::store
