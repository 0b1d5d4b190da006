#include <gmock/gmock.h>

#include <map>
#include <sstream>

#include "base/base64.h"
#include "delivery/batch_people.h"
#include "delivery/batches.h"
#include "support/directory_server.h"

namespace headroom::delivery {
namespace {

/// What base64 made of it; for names that ldapsearch writes with two colons.
std::string decoded(const std::string& text) {
  constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string bytes;
  unsigned bits = 0;
  int count = 0;
  for (const char letter : text) {
    const std::size_t value = letters.find(letter);
    if (value == std::string_view::npos) break;
    bits = bits << 6U | static_cast<unsigned>(value);
    count += 6;
    if (count >= 8) bytes += static_cast<char>(bits >> static_cast<unsigned>(count -= 8) & 0xFFU);
  }
  return bytes;
}

/// ldapmodify or ldapsearch as this account.
std::string run_tool(const test::DirectoryServer& server, const test::Account& account, std::vector<std::string> rest) {
  std::vector<std::string> command{"/usr/bin/env", "LDAPTLS_CACERT=" + server.ca_file().string(),
                                   rest[0],        "-x",
                                   "-H",           server.uri(),
                                   "-D",           account.name,
                                   "-w",           account.password};
  command.insert(command.end(), rest.begin() + 1, rest.end());
  std::string said;
  EXPECT_EQ(test::run_program(command, said), 0) << said;
  return said;
}

/// The value of `attribute` (still in base64) or the name (decoded) of everybody, by sAMAccountName.
std::map<std::string, std::string> people_of(const test::DirectoryServer& server, const std::string& attribute) {
  std::istringstream lines(run_tool(server, server.administrator(),
                                    {"ldapsearch", "-LLL", "-o", "ldif-wrap=no", "-b", "OU=Staff," + server.base(),
                                     "(sAMAccountName=u*)", "sAMAccountName", "thumbnailPhoto"}));
  std::map<std::string, std::string> values;
  std::string key, value;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("sAMAccountName: ")) key = line.substr(16);
    if (line.starts_with(attribute + ": ")) value = line.substr(attribute.size() + 2);
    if (line.starts_with(attribute + ":: ")) value = line.substr(attribute.size() + 3);
    if (line.starts_with("dn:: ") && attribute == "dn") value = decoded(value);
    if (line.empty() && !key.empty()) values[std::exchange(key, {})] = std::exchange(value, {});
  }
  return values;
}

/// Everybody's photo goes in by ldapmodify and is read back byte for byte.
void imports(const test::DirectoryServer& server) {
  const test::TemporaryFolder pictures, out;
  std::vector<std::string> keys;
  const auto places = people_of(server, "dn");
  for (const auto& [key, dn] : places) keys.push_back(key);
  ASSERT_GE(keys.size(), 20U);
  auto matches = people_with_pictures(pictures, keys);
  for (auto& match : matches) match.person->place = places.at(match.person->key);
  const auto batches = write_batches(matches, {out / "b", BatchFormat::ldif, 15, "thumbnailPhoto"}).value();
  ASSERT_GE(batches.size(), 2U);
  for (const auto& batch : batches)
    run_tool(server, server.service(), {"ldapmodify", "-f", (batch.path / "import.ldif").string()});
  const auto photos = people_of(server, "thumbnailPhoto");
  for (const auto& key : keys) {
    const std::string picture = picture_of(key);
    EXPECT_EQ(photos.at(key), base64({reinterpret_cast<const Byte*>(picture.data()), picture.size()}))
        << places.at(key);
  }
}

TEST(BatchImport, is_taken_by_ldapmodify_into_openldap) {
  if (const auto reason = test::SlapdServer::reason_missing(); !reason.empty()) GTEST_SKIP() << reason;
  imports(test::SlapdServer());
}

TEST(BatchImport, is_taken_by_ldapmodify_into_samba) {
  if (const auto reason = test::SambaServer::reason_missing(); !reason.empty()) GTEST_SKIP() << reason;
  imports(test::SambaServer());
}

}  // namespace
}  // namespace headroom::delivery
