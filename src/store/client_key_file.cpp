#include "store/client_key_file.h"

#include <fmt/format.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <string_view>

#include "base/private_file.h"

namespace headroom::store {
namespace {

constexpr std::size_t longest = 65'536;  // bytes; a key and a chain of certificates have a few thousand
constexpr int fewest_bits = 2'048;       // what Entra ID takes

using BioPointer = std::unique_ptr<BIO, decltype(&BIO_free)>;

/// Nobody is asked for a passphrase.
int no_passphrase(char*, int, int, void*) { return 0; }

Result<CertificateAndKey> parse(std::string_view text, const std::string& file) {
  const auto bio = [&] { return BioPointer(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())), &BIO_free); };
  CertificateAndKey both;
  both.certificate.reset(PEM_read_bio_X509(bio().get(), nullptr, no_passphrase, nullptr));
  both.key.reset(PEM_read_bio_PrivateKey(bio().get(), nullptr, no_passphrase, nullptr));
  ERR_clear_error();
  if (!both.certificate)
    return fail(Fault::usage, fmt::format("{} holds no certificate in PEM; put it into the same file as its private "
                                          "key: cat certificate.pem key.pem > {}",
                                          file, file));
  if (!both.key && text.find("ENCRYPTED") != std::string_view::npos)
    return fail(Fault::usage,
                fmt::format("the private key in {} has a passphrase; take it off with openssl pkey, and keep the file "
                            "readable for its owner alone",
                            file));
  if (!both.key)
    return fail(Fault::usage, fmt::format("{} holds no private key in PEM; put it behind the certificate", file));
  return both;
}

Result<void> check(const CertificateAndKey& both, const std::string& file) {
  if (EVP_PKEY_base_id(both.key.get()) != EVP_PKEY_RSA || EVP_PKEY_bits(both.key.get()) < fewest_bits)
    return fail(Fault::usage, fmt::format("the private key in {} must be RSA of {} bits or more; make one with "
                                          "openssl req -x509 -newkey rsa:3072",
                                          file, fewest_bits));
  const bool paired = X509_check_private_key(both.certificate.get(), both.key.get()) == 1;
  ERR_clear_error();
  if (!paired) return fail(Fault::usage, fmt::format("certificate and private key in {} do not belong together", file));
  if (X509_cmp_current_time(X509_get0_notAfter(both.certificate.get())) < 0)
    return fail(Fault::usage, fmt::format("the certificate in {} has expired; make a new one and register it", file));
  return {};
}

}  // namespace

void CertificateDeleter::operator()(x509_st* certificate) const { X509_free(certificate); }
void KeyDeleter::operator()(evp_pkey_st* key) const { EVP_PKEY_free(key); }

Result<CertificateAndKey> read_certificate_and_key(const std::string& file) {
  const auto text = read_private_file(file, longest, "certificate and key", "the file of certificate and key " + file);
  if (!text) return Failure(text.error());
  auto both = parse(text->revealed(), file);
  if (!both) return both;
  if (auto checked = check(*both, file); !checked) return Failure(checked.error());
  return both;
}

}  // namespace headroom::store
