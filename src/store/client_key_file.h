#pragma once

#include <memory>
#include <string>

#include "base/result.h"

// OpenSSL's own; declared here so that no header of it is needed.
struct x509_st;
struct evp_pkey_st;

namespace headroom::store {

struct CertificateDeleter {
  void operator()(x509_st* certificate) const;
};
struct KeyDeleter {
  void operator()(evp_pkey_st* key) const;  // wipes it
};

struct CertificateAndKey {
  std::unique_ptr<x509_st, CertificateDeleter> certificate;
  std::unique_ptr<evp_pkey_st, KeyDeleter> key;
};

/// A PEM file with a certificate and its private key: RSA, 2048 bits or more, no passphrase.
///
/// fails  usage: it cannot be read, or others can read it; one of the two is missing, or they do not belong together;
///        the certificate is over. What the file held is wiped
Result<CertificateAndKey> read_certificate_and_key(const std::string& file);

}  // namespace headroom::store
