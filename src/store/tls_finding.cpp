#include "store/tls_finding.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <array>
#include <memory>

#include "store/ldap_results.h"

namespace headroom::store {
namespace {

constexpr const char* system_certificates = "/etc/ssl/certs/ca-certificates.crt";  // Debian's bundle

struct Freeing {
  void operator()(GENERAL_NAMES* names) const { GENERAL_NAMES_free(names); }
};

std::string name_of(const X509_NAME* name) {
  std::array<char, 256> text{};
  if (X509_NAME_get_text_by_NID(name, NID_commonName, text.data(), text.size()) > 0) return cleaned(text.data());
  X509_NAME_oneline(name, text.data(), text.size());
  return cleaned(text.data());
}

std::string moment(const ASN1_TIME* time) {
  std::tm parts{};
  if (ASN1_TIME_to_tm(time, &parts) != 1) return "an unknown day";
  return fmt::format("{:04}-{:02}-{:02} {:02}:{:02} UTC", parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday,
                     parts.tm_hour, parts.tm_min);
}

std::string address_text(const ASN1_OCTET_STRING* address) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  const int family = ASN1_STRING_length(address) == 4 ? AF_INET : AF_INET6;
  if (ASN1_STRING_length(address) != 4 && ASN1_STRING_length(address) != 16) return "?";
  ::inet_ntop(family, ASN1_STRING_get0_data(address), text.data(), text.size());
  return text.data();
}

/// "dc1.ad.test, 127.0.0.1": the names and addresses that the certificate is for.
std::string names_of(X509* certificate) {
  const std::unique_ptr<GENERAL_NAMES, Freeing> names(
      static_cast<GENERAL_NAMES*>(X509_get_ext_d2i(certificate, NID_subject_alt_name, nullptr, nullptr)));
  std::string text;
  for (int i = 0; names && i < sk_GENERAL_NAME_num(names.get()); i++) {
    const GENERAL_NAME* name = sk_GENERAL_NAME_value(names.get(), i);
    std::string one;
    if (name->type == GEN_DNS)
      one.assign(reinterpret_cast<const char*>(ASN1_STRING_get0_data(name->d.dNSName)),
                 static_cast<std::size_t>(ASN1_STRING_length(name->d.dNSName)));
    else if (name->type == GEN_IPADD)
      one = address_text(name->d.iPAddress);
    if (!one.empty()) text += (text.empty() ? "" : ", ") + one;
  }
  return cleaned(text.empty() ? name_of(X509_get_subject_name(certificate)) : text);
}

}  // namespace

TlsFinding finding_of(X509_STORE_CTX* check) {
  X509* certificate = X509_STORE_CTX_get_current_cert(check);
  if (certificate == nullptr) certificate = X509_STORE_CTX_get0_cert(check);
  return {X509_STORE_CTX_get_error(check),
          {name_of(X509_get_subject_name(certificate)), name_of(X509_get_issuer_name(certificate)),
           names_of(certificate), moment(X509_get0_notBefore(certificate)), moment(X509_get0_notAfter(certificate))}};
}

std::string certificates_in(const std::string& ca_file) { return ca_file.empty() ? system_certificates : ca_file; }

Result<void> trust(SSL_CTX* context, const std::string& file) {
  if (SSL_CTX_load_verify_file(context, file.c_str()) != 1) {
    ERR_clear_error();
    return fail(Fault::usage, fmt::format("no certificates can be read from {}; give a CA file in PEM form", file));
  }
  X509_VERIFY_PARAM_set_flags(SSL_CTX_get0_param(context), X509_V_FLAG_PARTIAL_CHAIN);
  return {};
}

bool is_address(const std::string& host) {
  std::array<unsigned char, sizeof(in6_addr)> address{};
  return ::inet_pton(AF_INET, host.c_str(), address.data()) == 1 ||
         ::inet_pton(AF_INET6, host.c_str(), address.data()) == 1;
}

}  // namespace headroom::store
