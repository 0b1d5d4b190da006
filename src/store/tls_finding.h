#pragma once

#include <string>

#include "base/result.h"
#include "store/tls_verdict.h"

struct ssl_ctx_st;
struct x509_store_ctx_st;

namespace headroom::store {

/// What the check of a certificate found; kept for the words, since OpenSSL forgets it with the handshake.
struct TlsFinding {
  long code = 0;  // of X509_V_ERR_...; 0: nothing is wrong
  Certificate certificate;
};

/// For callbacks of SSL_CTX_set_verify that are told about a failure.
TlsFinding finding_of(x509_store_ctx_st* check);

/// The file itself, or the system's certificates where none is named.
std::string certificates_in(const std::string& ca_file);

/// Trusts what `file` holds. One that holds only the server's own certificate, or an authority below the root, is
/// enough.
///
/// fails  usage: there is no certificate in it
Result<void> trust(ssl_ctx_st* context, const std::string& file);

/// True for "10.0.0.1" and "::1".
bool is_address(const std::string& host);

}  // namespace headroom::store
