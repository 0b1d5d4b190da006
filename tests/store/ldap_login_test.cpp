#include "store/ldap_login.h"

#include <gmock/gmock.h>

#include <cstdlib>

#include "store/directory_settings.h"

namespace headroom::store {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::StartsWith;
using Login = DirectorySettings::Login;
using Security = DirectorySettings::Security;

TEST(Login, shows_no_password_to_an_open_line_and_takes_no_empty_one) {
  const struct {
    Login login;
    Security security;
    const char *account, *password, *part;
  } cases[] = {
      {Login::simple, Security::sealed, "a", "b", "open line"}, {Login::simple, Security::ldaps, "a", "", "empty"},
      {Login::simple, Security::ldaps, "", "b", "account"},     {Login::gssapi, Security::ldaps, "", "", "sealed"},
      {Login::gssapi, Security::start_tls, "", "", "sealed"},
  };
  for (const auto& c : cases) {
    DirectorySettings settings;
    settings.servers = {"192.0.2.1"};  // never asked: RFC 5737
    settings.login = c.login;
    settings.security = c.security;
    settings.account = c.account;
    settings.password = Secret(std::string(c.password));
    EXPECT_THAT(words(connect_directory(std::move(settings))), AllOf(StartsWith("usage"), HasSubstr(c.part)));
  }
}

TEST(Login, that_is_refused_says_so_and_is_not_tried_again) {
  if (const auto reason = test::SlapdServer::reason_missing(); !reason.empty()) GTEST_SKIP() << reason;
  const test::SlapdServer server(3);
  const struct {
    const char *account, *password, *part;
  } cases[] = {
      {"cn=svcphoto,ou=Service,dc=ad,dc=test", "wrong", "LDAP result 49"},
      {"cn=nobody,ou=Service,dc=ad,dc=test", "wrong", "LDAP result 49"},
      {"nobody@ad.test", "wrong", "distinguished name"},
  };
  for (const auto& c : cases) {
    DirectorySettings settings = settings_for(server);
    log_in_as(settings, {c.account, c.password});
    const std::string said = words(connect_directory(std::move(settings)));
    EXPECT_THAT(said, AllOf(StartsWith("login-refused"), HasSubstr(c.part), testing::Not(HasSubstr("wrong password"))));
  }
}

TEST(Login, that_samba_refuses_tells_the_reason) {
  if (const auto reason = test::SambaServer::reason_missing(); !reason.empty()) GTEST_SKIP() << reason;
  const test::SambaServer server;
  for (const char* account : {"svcphoto@ad.test", "nobody@ad.test"}) {
    DirectorySettings settings = settings_for(server);
    log_in_as(settings, {account, "nonsense"});
    EXPECT_THAT(words(connect_directory(std::move(settings))),
                AllOf(StartsWith("login-refused"), HasSubstr("password is wrong")));
  }
}

/// Environment variables of Kerberos, put back at the end.
class KerberosEnvironment {
 public:
  explicit KerberosEnvironment(const test::SambaServer& server) {
    ::setenv("KRB5_CONFIG", server.krb5_conf().c_str(), 1);
    ::setenv("KRB5CCNAME", ("FILE:" + (folder_ / "tickets").string()).c_str(), 1);
  }
  ~KerberosEnvironment() {
    ::unsetenv("KRB5_CONFIG");
    ::unsetenv("KRB5CCNAME");
  }
  KerberosEnvironment(const KerberosEnvironment&) = delete;
  KerberosEnvironment& operator=(const KerberosEnvironment&) = delete;

 private:
  test::TemporaryFolder folder_;
};

TEST(Login, by_kerberos_seals_the_line) {
  if (const auto reason = test::SambaServer::reason_missing(); !reason.empty()) GTEST_SKIP() << reason;
  const test::SambaServer server;
  const KerberosEnvironment environment(server);
  const auto connect = [&] {
    DirectorySettings settings = settings_for(server);
    settings.servers = {server.plain_uri()};
    settings.login = Login::gssapi;
    settings.security = Security::sealed;
    return connect_directory(std::move(settings));
  };
  EXPECT_THAT(words(connect()), AllOf(StartsWith("login-refused"), HasSubstr("no Kerberos ticket")));

  std::string said;
  if (test::run_program({"kinit", "-k", "-t", server.keytab().string(), "svcphoto"}, said) != 0) GTEST_SKIP() << said;
  const auto store = connect();
  ASSERT_TRUE(store) << words(store);
  EXPECT_THAT((*store)->account(), HasSubstr("svcphoto@"));
  const Person someone = person(**store, "u00001");
  const Bytes photo = picture(102'400, 7);
  const auto put = (*store)->put(someone, photo);
  ASSERT_TRUE(put) << words(put);
  const auto got = (*store)->get(someone);
  ASSERT_TRUE(got && *got);
  EXPECT_EQ(**got, photo);
}

}  // namespace
}  // namespace headroom::store
