#include "store/client_assertion.h"

#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

#include <array>
#include <nlohmann/json.hpp>
#include <string_view>

#include "store/base64_url.h"
#include "store/client_key_file.h"

namespace headroom::store {
namespace {

using SignerPointer = std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)>;

long long seconds(Clock::WallTime time) {
  return std::chrono::duration_cast<std::chrono::seconds>(time.time_since_epoch()).count();
}

Bytes digest_of(const X509* certificate) {
  Bytes digest(EVP_MAX_MD_SIZE);
  unsigned length = 0;
  X509_digest(certificate, EVP_sha256(), digest.data(), &length);
  digest.resize(length);
  return digest;
}

/// RSASSA-PSS with SHA-256 and a salt as long as the digest: PS256 of RFC 7518, section 3.5.
Result<Bytes> signature_of(std::string_view text, EVP_PKEY* key) {
  const SignerPointer signer(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
  EVP_PKEY_CTX* context = nullptr;  // belongs to the signer
  const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
  std::size_t length = 0;
  Bytes signature;
  const bool ready = signer && EVP_DigestSignInit(signer.get(), &context, EVP_sha256(), nullptr, key) == 1 &&
                     EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PSS_PADDING) > 0 &&
                     EVP_PKEY_CTX_set_rsa_pss_saltlen(context, RSA_PSS_SALTLEN_DIGEST) > 0 &&
                     EVP_DigestSign(signer.get(), nullptr, &length, bytes, text.size()) == 1;
  if (ready) signature.resize(length);
  if (!ready || EVP_DigestSign(signer.get(), signature.data(), &length, bytes, text.size()) != 1)
    return fail(Fault::internal, "nothing could be signed with the private key");
  signature.resize(length);
  return signature;
}

}  // namespace

struct ClientCertificate::Parts {
  CertificateAndKey of;
};

ClientCertificate::ClientCertificate(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
ClientCertificate::ClientCertificate(ClientCertificate&&) noexcept = default;
ClientCertificate& ClientCertificate::operator=(ClientCertificate&&) noexcept = default;
ClientCertificate::~ClientCertificate() = default;

Result<ClientCertificate> ClientCertificate::read(const std::string& file) {
  auto read = read_certificate_and_key(file);
  if (!read) return Failure(read.error());
  return ClientCertificate(std::make_unique<Parts>(Parts{std::move(*read)}));
}

Result<std::string> ClientCertificate::assertion(const std::string& client, const std::string& audience,
                                                 Clock::WallTime now, const std::string& number) const {
  constexpr long long good_for = 300;  // seconds; five to ten minutes are recommended
  const nlohmann::json header = {
      {"alg", "PS256"}, {"typ", "JWT"}, {"x5t#S256", base64_url(ByteView(digest_of(parts_->of.certificate.get())))}};
  const nlohmann::json claims = {{"aud", audience},
                                 {"iss", client},
                                 {"sub", client},
                                 {"jti", number},
                                 {"nbf", seconds(now)},
                                 {"iat", seconds(now)},
                                 {"exp", seconds(now) + good_for}};
  const auto written = [](const nlohmann::json& part) {
    return base64_url(std::string_view(part.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace)));
  };
  const std::string text = written(header) + '.' + written(claims);
  const auto signature = signature_of(text, parts_->of.key.get());
  if (!signature) return Failure(signature.error());
  return text + '.' + base64_url(ByteView(*signature));
}

std::string ClientCertificate::thumbprint() const {
  const Bytes digest = digest_of(parts_->of.certificate.get());
  return fmt::format("{:02X}", fmt::join(digest, ""));
}

}  // namespace headroom::store
