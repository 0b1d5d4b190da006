// That the servers of the tests are what the tests take them for.
#include "support/directory_server.h"

#include <gtest/gtest.h>

#include "support/spoiling_proxy.h"

namespace headroom::store {
namespace {

using test::Account;

/// The exit status of a search for one person: the result code, 255 for a lost connection, 124 for no answer.
int search(const std::string& uri, const std::filesystem::path& ca_file, const Account& account,
           const std::string& base) {
  std::string said;
  return test::run_program(
      {"env", "LDAPTLS_CACERT=" + ca_file.string(), "timeout", "5", "ldapsearch", "-x", "-LLL", "-H", uri, "-D",
       account.name, "-w", account.password, "-b", base, "(sAMAccountName=u00001)", "1.1"},
      said);
}

template <class Server>
void answers_again_after_a_crash(Server& server) {
  EXPECT_EQ(search(server.uri(), server.ca_file(), server.service(), server.base()), 0);
  EXPECT_EQ(search(server.uri(), server.ca_file(), server.user(1), server.base()), 0);
  EXPECT_EQ(search(server.uri(), server.unrelated_ca_file(), server.service(), server.base()), 255);
  server.kill();
  EXPECT_EQ(search(server.uri(), server.ca_file(), server.service(), server.base()), 255);
  server.restart();
  EXPECT_EQ(search(server.uri(), server.ca_file(), server.service(), server.base()), 0);
}

TEST(SlapdServer, answers_again_after_a_crash) {
  if (const auto reason = test::SlapdServer::reason_missing(); !reason.empty()) GTEST_SKIP() << reason;
  test::SlapdServer server;
  answers_again_after_a_crash(server);
}

TEST(SlapdServer, shows_a_bad_certificate_to_order) {
  if (const auto reason = test::SlapdServer::reason_missing(); !reason.empty()) GTEST_SKIP() << reason;
  for (const std::string certificate : {"expired", "wrong-name"}) {
    const test::SlapdServer server(1, certificate);
    EXPECT_EQ(search(server.uri(), server.ca_file(), server.service(), server.base()), 255) << certificate;
  }
}

TEST(SambaServer, answers_again_after_a_crash) {
  if (const auto reason = test::SambaServer::reason_missing(); !reason.empty()) GTEST_SKIP() << reason;
  test::SambaServer server;
  answers_again_after_a_crash(server);
}

TEST(SpoilingProxy, obeys_new_rules_at_once) {
  if (const auto reason = test::SlapdServer::reason_missing(); !reason.empty()) GTEST_SKIP() << reason;
  const test::SlapdServer server;
  test::SpoilingProxy proxy(server.host(), server.port());
  struct {
    std::string rules;
    int status;
  } cases[] = {
      {"", 0},          {"delay=20", 0},      {"refuse=1", 255},  {"", 0},
      {"cut=300", 255}, {"cutback=700", 255}, {"close=300", 255}, {"cut=1000000", 0},
  };
  for (const auto& c : cases) {
    proxy.spoil(c.rules);
    EXPECT_EQ(search("ldaps://" + proxy.address(), server.ca_file(), server.service(), server.base()), c.status)
        << c.rules;
  }
  EXPECT_EQ(proxy.connections(), 8);
}

}  // namespace
}  // namespace headroom::store
