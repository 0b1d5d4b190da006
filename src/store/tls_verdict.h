#pragma once

#include <string>

#include "base/result.h"

namespace headroom::store {

/// A certificate, as far as people need it to see what is wrong.
struct Certificate {
  std::string subject;  // "dc1.ad.test", or the whole name where it has no common name
  std::string issuer;
  std::string names;  // what it is for: "dc1.ad.test, 127.0.0.1"
  std::string valid_from;
  std::string valid_until;  // "2026-11-23 08:44 UTC"
};

/// Why a server's certificate is not trusted, and what to do next.
///
/// code     of X509_V_ERR_...
/// host     what was connected to
/// ca_file  whose certificates are trusted
/// returns  Fault::untrusted
Error untrusted(long code, const Certificate& certificate, const std::string& host, const std::string& ca_file);

/// Why a TLS handshake failed though no certificate was at fault.
///
/// code     of OpenSSL's error queue; 0: the server closed the connection
/// returns  Fault::unreachable
Error no_handshake(unsigned long code, const std::string& server);

}  // namespace headroom::store
