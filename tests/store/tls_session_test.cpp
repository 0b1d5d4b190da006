#include "store/tls_session.h"

#include <gmock/gmock.h>

#include "store/directory_settings.h"
#include "support/spoiling_proxy.h"

namespace headroom::store {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::StartsWith;
using Security = DirectorySettings::Security;

#define SKIP_WITHOUT_SLAPD() \
  if (const auto reason = test::SlapdServer::reason_missing(); !reason.empty()) GTEST_SKIP() << reason

/// What connecting says, over ldaps and over StartTLS.
std::vector<std::string> said(const test::DirectoryServer& server, const std::string& ca_file) {
  std::vector<std::string> sentences;
  for (const Security security : {Security::ldaps, Security::start_tls}) {
    DirectorySettings settings = settings_for(server);
    settings.security = security;
    settings.servers = {security == Security::ldaps ? server.uri() : server.plain_uri()};
    settings.ca_file = ca_file;
    sentences.push_back(words(connect_directory(std::move(settings))));
  }
  return sentences;
}

TEST(Tls, trusts_a_certificate_of_the_right_authority_for_the_right_name) {
  SKIP_WITHOUT_SLAPD();
  const test::SlapdServer server(1);
  EXPECT_THAT(said(server, server.ca_file()), testing::Each("no failure"));
}

TEST(Tls, names_the_authority_that_it_does_not_know) {
  SKIP_WITHOUT_SLAPD();
  const test::SlapdServer server(1);
  EXPECT_THAT(said(server, server.unrelated_ca_file()),
              testing::Each(AllOf(StartsWith("untrusted"), HasSubstr("issued by"), HasSubstr("CA file"))));
  EXPECT_THAT(said(server, ""), testing::Each(AllOf(StartsWith("untrusted"), HasSubstr("ca-certificates.crt"))));
}

TEST(Tls, says_what_a_certificate_for_another_name_is_for) {
  SKIP_WITHOUT_SLAPD();
  const test::SlapdServer server(1, "wrong-name");
  EXPECT_THAT(said(server, server.ca_file()),
              testing::Each(AllOf(StartsWith("untrusted"), HasSubstr("certificate is for "),
                                  HasSubstr("not for " + server.host()))));
}

TEST(Tls, says_since_when_a_certificate_has_expired) {
  SKIP_WITHOUT_SLAPD();
  const test::SlapdServer server(1, "expired");
  EXPECT_THAT(said(server, server.ca_file()),
              testing::Each(AllOf(StartsWith("untrusted"), HasSubstr("expired on 20"), HasSubstr("clock"))));
}

TEST(Tls, says_that_a_port_speaks_none) {
  SKIP_WITHOUT_SLAPD();
  const test::SlapdServer server(1);
  DirectorySettings settings = settings_for(server);
  settings.servers = {server.host() + ":" + std::to_string(server.plain_port())};
  EXPECT_THAT(words(connect_directory(std::move(settings))), AllOf(StartsWith("unreachable"), HasSubstr("speak")));
}

TEST(Tls, says_that_the_handshake_was_cut_or_got_no_answer) {
  SKIP_WITHOUT_SLAPD();
  const test::SlapdServer server(1);
  test::SpoilingProxy proxy(server.host(), server.port());
  const auto through = [&](const std::string& rules) {
    proxy.spoil(rules);
    DirectorySettings settings = settings_for(server);
    settings.servers = {proxy.address()};
    settings.connect_within = std::chrono::milliseconds(300);
    return words(connect_directory(std::move(settings)));
  };
  EXPECT_THAT(through("cutback=50"),
              AllOf(StartsWith("unreachable"), HasSubstr("closed the connection in the handshake")));
  EXPECT_THAT(through("closeback=50"),
              AllOf(StartsWith("unreachable"), HasSubstr("closed the connection in the handshake")));
  EXPECT_THAT(through("stallback=50"),
              AllOf(StartsWith("unreachable"), HasSubstr("does not answer in the TLS handshake")));
  EXPECT_EQ(through(""), "no failure");
}

TEST(Tls, needs_a_file_with_certificates) {
  const test::TemporaryFolder folder;
  for (const auto& file :
       {folder / "missing.pem", folder.write("empty.pem", ""), folder.write("text.pem", "no certificate")}) {
    const auto session = TlsSession::begin("dc1", file.string());
    ASSERT_FALSE(session);
    EXPECT_EQ(session.error().fault, Fault::usage);
    EXPECT_THAT(session.error().detail, HasSubstr(file.filename().string()));
  }
}

}  // namespace
}  // namespace headroom::store
