#include "store/client_assertion.h"

#include <gmock/gmock.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

#include <filesystem>
#include <set>

#include "store/base64_url.h"
#include "store/graph_json.h"
#include "store/ldap_guid.h"
#include "store/random_guid.h"
#include "support/server_process.h"
#include "support/temporary_folder.h"

namespace headroom::store {
namespace {

using headroom::test::run_program;
using headroom::test::TemporaryFolder;
using headroom::test::text_of;
using testing::HasSubstr;

const char* const endpoint = "https://login.example/contoso/oauth2/v2.0/token";
const char* const client = "0c9b8a4e-33f1-4d0a-8f55-7b1f2f9d6e10";

struct ClientAssertion : testing::Test {
  /// A certificate and its key in one file, for its owner alone.
  std::filesystem::path certificate(const std::vector<std::string>& kind, const std::vector<std::string>& more = {}) {
    const std::string name = std::to_string(made++);
    const auto key = folder / (name + ".key"), file = folder / (name + ".crt");
    std::vector<std::string> command{"openssl",      "req",         "-x509",  "-nodes",  "-subj",
                                     "/CN=headroom", "-days",       "2",      "-keyout", key.string(),
                                     "-out",         file.string(), "-newkey"};
    command.insert(command.end(), kind.begin(), kind.end());
    command.insert(command.end(), more.begin(), more.end());
    std::string said;
    EXPECT_EQ(run_program(command, said), 0) << said;
    return together(text_of(file) + text_of(key));
  }
  std::filesystem::path together(const std::string& text, std::filesystem::perms mode = owner) {
    const auto file = folder.write("pair" + std::to_string(made++) + ".pem", text);
    std::filesystem::permissions(file, mode);
    return file;
  }
  static std::string complaint(const std::filesystem::path& file) {
    const auto read = ClientCertificate::read(file.string());
    if (read) return "none";
    EXPECT_EQ(read.error().fault, Fault::usage);
    return read.error().detail;
  }

  static constexpr auto owner = std::filesystem::perms::owner_read | std::filesystem::perms::owner_write;
  TemporaryFolder folder;
  int made = 0;
};

/// Whether the certificate's own key has signed that, by PS256.
bool verifies(const std::filesystem::path& pem, const std::string& text, const std::string& signature) {
  const std::string content = text_of(pem);
  BIO* bio = BIO_new_mem_buf(content.data(), static_cast<int>(content.size()));
  X509* certificate = PEM_read_bio_X509(bio, nullptr, nullptr, nullptr);
  EVP_MD_CTX* context = EVP_MD_CTX_new();
  EVP_PKEY_CTX* key = nullptr;
  EVP_DigestVerifyInit(context, &key, EVP_sha256(), nullptr, X509_get0_pubkey(certificate));
  EVP_PKEY_CTX_set_rsa_padding(key, RSA_PKCS1_PSS_PADDING);
  EVP_PKEY_CTX_set_rsa_pss_saltlen(key, 32);
  const auto bytes = [](const std::string& of) { return reinterpret_cast<const unsigned char*>(of.data()); };
  const bool good = EVP_DigestVerify(context, bytes(signature), signature.size(), bytes(text), text.size()) == 1;
  EVP_MD_CTX_free(context);
  X509_free(certificate);
  BIO_free(bio);
  return good;
}

TEST_F(ClientAssertion, is_signed_and_says_who_for_whom_and_how_long) {
  const auto file = certificate({"rsa:2048"});
  const auto read = ClientCertificate::read(file.string());
  ASSERT_TRUE(read) << read.error().detail;
  const auto now = Clock::WallTime(std::chrono::seconds(1'800'000'000));
  const auto assertion = read->assertion(client, endpoint, now, "a number");
  ASSERT_TRUE(assertion);

  const auto dot = assertion->find('.'), last = assertion->rfind('.');
  const auto header = GraphJson::parse(from_base64_url(assertion->substr(0, dot)).value());
  const auto claims = GraphJson::parse(from_base64_url(assertion->substr(dot + 1, last - dot - 1)).value());
  ASSERT_TRUE(header && claims);
  EXPECT_EQ(header->at("alg").text(), "PS256");
  EXPECT_EQ(header->at("typ").text(), "JWT");
  EXPECT_EQ(from_base64_url(header->at("x5t#S256").text()).value().size(), 32U);
  EXPECT_EQ(claims->at("aud").text(), endpoint);
  EXPECT_EQ(claims->at("iss").text(), client);
  EXPECT_EQ(claims->at("sub").text(), client);
  EXPECT_EQ(claims->at("jti").text(), "a number");
  EXPECT_EQ(claims->at("nbf").count(), 1'800'000'000);
  EXPECT_EQ(claims->at("iat").count(), 1'800'000'000);
  EXPECT_EQ(claims->at("exp").count(), 1'800'000'300);

  const std::string signature = from_base64_url(assertion->substr(last + 1)).value();
  EXPECT_TRUE(verifies(file, assertion->substr(0, last), signature));
  EXPECT_FALSE(verifies(file, assertion->substr(0, last) + "x", signature));
}

TEST_F(ClientAssertion, names_the_certificate_as_the_portal_does) {
  const auto file = certificate({"rsa:2048"});
  std::string said;
  ASSERT_EQ(run_program({"openssl", "x509", "-in", file.string(), "-noout", "-fingerprint", "-sha256"}, said), 0);
  std::erase(said, ':');
  EXPECT_THAT(said, HasSubstr(ClientCertificate::read(file.string())->thumbprint()));
}

TEST_F(ClientAssertion, takes_no_file_that_others_can_read) {
  using std::filesystem::perms;
  const std::string pair = text_of(certificate({"rsa:2048"}));
  for (const perms more : {perms::group_read, perms::others_read, perms::group_write, perms::others_all})
    EXPECT_THAT(complaint(together(pair, owner | more)), HasSubstr("chmod 600"));
  EXPECT_EQ(complaint(together(pair, perms::owner_read)), "none");
}

TEST_F(ClientAssertion, says_what_is_wrong_with_a_file) {
  const std::string rsa = text_of(certificate({"rsa:2048"})), other = text_of(certificate({"rsa:2048"}));
  const auto key_at = rsa.find("-----BEGIN PRIVATE KEY-----");
  ASSERT_NE(key_at, std::string::npos);
  EXPECT_THAT(complaint(folder / "nowhere.pem"), HasSubstr("cannot be read"));
  EXPECT_THAT(complaint(folder.path()), HasSubstr("no regular file"));
  EXPECT_THAT(complaint(together("")), HasSubstr("holds no certificate"));
  EXPECT_THAT(complaint(together("a password")), HasSubstr("holds no certificate"));
  EXPECT_THAT(complaint(together(std::string(100'000, 'x'))), HasSubstr("more than 65536 bytes"));
  EXPECT_THAT(complaint(together(rsa.substr(key_at))), HasSubstr("holds no certificate"));
  EXPECT_THAT(complaint(together(rsa.substr(0, key_at))), HasSubstr("no private key"));
  EXPECT_THAT(complaint(together(rsa.substr(0, key_at) + other.substr(other.find("-----BEGIN PRIVATE KEY-----")))),
              HasSubstr("do not belong together"));
  EXPECT_THAT(complaint(certificate({"rsa:1024"})), HasSubstr("RSA of 2048 bits"));
  EXPECT_THAT(complaint(certificate({"ec"}, {"-pkeyopt", "ec_paramgen_curve:P-256"})), HasSubstr("must be RSA"));
}

TEST_F(ClientAssertion, takes_no_key_with_a_passphrase_and_asks_nobody_for_it) {
  const auto pair = certificate({"rsa:2048"});
  std::string said;
  const auto locked = folder / "locked.key";
  ASSERT_EQ(run_program({"openssl", "pkey", "-in", pair.string(), "-aes256", "-passout", "pass:secret", "-out",
                         locked.string()},
                        said),
            0)
      << said;
  const std::string whole = text_of(pair);
  EXPECT_THAT(complaint(together(whole.substr(0, whole.find("-----BEGIN PRIVATE")) + text_of(locked))),
              HasSubstr("passphrase"));
}

TEST(Base64Url, goes_there_and_back) {
  for (std::size_t length = 0; length < 70; length++) {
    std::string text;
    for (std::size_t i = 0; i < length; i++) text += static_cast<char>(251 + i * 7);
    const std::string coded = base64_url(std::string_view(text));
    EXPECT_EQ(coded.find_first_of("+/="), std::string::npos);
    EXPECT_EQ(from_base64_url(coded), text);
  }
  for (const char* wrong : {"a", "a+bc", "ab==", "a b", "abcde"}) EXPECT_FALSE(from_base64_url(wrong)) << wrong;
}

TEST(RandomGuid, is_another_one_each_time) {
  std::set<std::string> seen;
  for (int i = 0; i < 1'000; i++) {
    const std::string guid = random_guid();
    EXPECT_TRUE(is_guid(guid)) << guid;
    EXPECT_EQ(guid[14], '4');
    EXPECT_TRUE(seen.insert(guid).second);
  }
}

}  // namespace
}  // namespace headroom::store
