#include "store/tls_verdict.h"

#include <fmt/format.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>

#include "store/ldap_results.h"

namespace headroom::store {
namespace {

std::string reason(long code, const Certificate& certificate, const std::string& host, const std::string& ca_file) {
  switch (code) {
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
      return fmt::format(
          "its certificate was issued by \"{}\", which is not among the trusted ones in {}; give that "
          "authority's certificate as the CA file",
          certificate.issuer, ca_file);
    case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
      return fmt::format(
          "it signed its certificate (\"{}\") itself, and {} does not hold it; give that very certificate "
          "as the CA file, if it is the right one",
          certificate.subject, ca_file);
    case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
      return fmt::format(
          "its certificate was issued by the authority \"{}\", which is not among the trusted ones in {}; give "
          "that authority's certificate as the CA file",
          certificate.issuer, ca_file);
    case X509_V_ERR_HOSTNAME_MISMATCH:
    case X509_V_ERR_IP_ADDRESS_MISMATCH:
      return fmt::format("its certificate is for {}, not for {}; connect to it by one of these names",
                         certificate.names, host);
    case X509_V_ERR_CERT_HAS_EXPIRED:
      return fmt::format(
          "the certificate of \"{}\" expired on {}; have it renewed, or set this machine's clock if it is "
          "wrong",
          certificate.subject, certificate.valid_until);
    case X509_V_ERR_CERT_NOT_YET_VALID:
      return fmt::format("the certificate of \"{}\" is valid from {} only; set this machine's clock if it is wrong",
                         certificate.subject, certificate.valid_from);
    case X509_V_ERR_CERT_REVOKED:
      return "its certificate was revoked";
    case X509_V_ERR_EE_KEY_TOO_SMALL:
    case X509_V_ERR_CA_KEY_TOO_SMALL:
    case X509_V_ERR_CA_MD_TOO_WEAK:
      return fmt::format("the certificate of \"{}\" is too weak ({}); have it renewed with a longer key and SHA-256",
                         certificate.subject, X509_verify_cert_error_string(code));
    default:
      return fmt::format("its certificate (\"{}\") was not accepted: {}", certificate.subject,
                         X509_verify_cert_error_string(code));
  }
}

}  // namespace

Error untrusted(long code, const Certificate& certificate, const std::string& host, const std::string& ca_file) {
  return {
      Fault::untrusted, fmt::format("{} is not to be trusted: {}", host, reason(code, certificate, host, ca_file)), {}};
}

Error no_handshake(unsigned long code, const std::string& server) {
  const auto because = [&](std::string_view why) {
    return Error{Fault::unreachable, fmt::format("no TLS connection with {}: {}", server, why), {}};
  };
  if (code == 0)
    return because(
        "it closed the connection in the handshake; it may have no certificate, or speak no TLS on this port");
  const int why = ERR_GET_LIB(code) == ERR_LIB_SSL ? ERR_GET_REASON(code) : 0;
  switch (why) {
    case SSL_R_WRONG_VERSION_NUMBER:
    case SSL_R_HTTP_REQUEST:
    case SSL_R_HTTPS_PROXY_REQUEST:
    case SSL_R_PACKET_LENGTH_TOO_LONG:
    case SSL_R_RECORD_LENGTH_MISMATCH:
      return because("it speaks no TLS on this port; ldaps is on 636, StartTLS on 389");
    case SSL_R_UNSUPPORTED_PROTOCOL:
    case SSL_R_TLSV1_ALERT_PROTOCOL_VERSION:
    case SSL_R_NO_PROTOCOLS_AVAILABLE:
      return because("it has no TLS newer than 1.1; TLS 1.2 or later is needed, have it turned on there");
    case SSL_R_SSLV3_ALERT_HANDSHAKE_FAILURE:
    case SSL_R_NO_SHARED_CIPHER:
      return because("it has no cipher in common with this machine");
    case SSL_R_UNEXPECTED_EOF_WHILE_READING:
      return because(
          "it closed the connection in the handshake; it may have no certificate, or speak no TLS on this port");
    default:
      break;
  }
  const char* text = ERR_reason_error_string(code);
  return because(text != nullptr ? cleaned(text) : fmt::format("OpenSSL error {:x}", code));
}

}  // namespace headroom::store
