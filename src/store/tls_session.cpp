#include "store/tls_session.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <array>
#include <utility>

#include "store/ldap_results.h"
#include "store/tls_verdict.h"

namespace headroom::store {
namespace {

constexpr const char* system_certificates = "/etc/ssl/certs/ca-certificates.crt";  // Debian's bundle

struct Freeing {
  void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
  void operator()(SSL* session) const { SSL_free(session); }
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

/// What the check of the certificate found; kept for the words, since OpenSSL forgets it with the handshake.
struct Finding {
  long code = X509_V_OK;
  Certificate certificate;
};

int note_finding(int accepted, X509_STORE_CTX* check) {
  if (accepted == 1) return 1;
  auto* session = static_cast<SSL*>(X509_STORE_CTX_get_ex_data(check, SSL_get_ex_data_X509_STORE_CTX_idx()));
  auto* finding = static_cast<Finding*>(SSL_get_app_data(session));
  X509* certificate = X509_STORE_CTX_get_current_cert(check);
  if (certificate == nullptr) certificate = X509_STORE_CTX_get0_cert(check);
  finding->code = X509_STORE_CTX_get_error(check);
  finding->certificate = {name_of(X509_get_subject_name(certificate)), name_of(X509_get_issuer_name(certificate)),
                          names_of(certificate), moment(X509_get0_notBefore(certificate)),
                          moment(X509_get0_notAfter(certificate))};
  return 0;
}

bool is_address(const std::string& host) {
  std::array<unsigned char, sizeof(in6_addr)> address{};
  return ::inet_pton(AF_INET, host.c_str(), address.data()) == 1 ||
         ::inet_pton(AF_INET6, host.c_str(), address.data()) == 1;
}

void expect(SSL* session, const std::string& host) {
  if (is_address(host)) {
    X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(session), host.c_str());
    return;
  }
  SSL_set_hostflags(session, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
  SSL_set1_host(session, host.c_str());
  SSL_set_tlsext_host_name(session, host.c_str());
}

}  // namespace

struct TlsSession::Parts {
  std::unique_ptr<SSL_CTX, Freeing> context;
  std::unique_ptr<SSL, Freeing> session;
  BIO* incoming = nullptr;  // owned by the session, as is the other one
  BIO* outgoing = nullptr;
  Finding finding;
  std::string host;
  std::string ca_file;
};

TlsSession::TlsSession(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
TlsSession::~TlsSession() = default;

Result<std::unique_ptr<TlsSession>> TlsSession::begin(const std::string& host, const std::string& ca_file) {
  auto parts = std::make_unique<Parts>();
  parts->host = host;
  parts->ca_file = ca_file.empty() ? system_certificates : ca_file;
  parts->context.reset(SSL_CTX_new(TLS_client_method()));
  if (!parts->context) return fail(Fault::internal, "OpenSSL cannot be used");
  SSL_CTX* context = parts->context.get();
  SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
  if (SSL_CTX_load_verify_file(context, parts->ca_file.c_str()) != 1) {
    ERR_clear_error();
    return fail(Fault::usage,
                fmt::format("no certificates can be read from {}; give a CA file in PEM form", parts->ca_file));
  }
  // A file that holds only the server's own certificate, or an authority below the root, is enough.
  X509_VERIFY_PARAM_set_flags(SSL_CTX_get0_param(context), X509_V_FLAG_PARTIAL_CHAIN);
  SSL_CTX_set_verify(context, SSL_VERIFY_PEER, note_finding);

  parts->session.reset(SSL_new(context));
  parts->incoming = BIO_new(BIO_s_mem());
  parts->outgoing = BIO_new(BIO_s_mem());
  if (!parts->session || parts->incoming == nullptr || parts->outgoing == nullptr)
    return fail(Fault::internal, "OpenSSL cannot be used");
  SSL_set_bio(parts->session.get(), parts->incoming, parts->outgoing);
  SSL_set_app_data(parts->session.get(), &parts->finding);
  SSL_set_connect_state(parts->session.get());
  expect(parts->session.get(), host);
  return std::unique_ptr<TlsSession>(new TlsSession(std::move(parts)));
}

Result<bool> TlsSession::shake_hands() {
  ERR_clear_error();
  const int done = SSL_do_handshake(parts_->session.get());
  if (done == 1) return true;
  const int error = SSL_get_error(parts_->session.get(), done);
  if (error == SSL_ERROR_WANT_READ || error == SSL_ERROR_WANT_WRITE) return false;
  const unsigned long code = ERR_get_error();
  ERR_clear_error();
  if (parts_->finding.code != X509_V_OK)
    return Failure(untrusted(parts_->finding.code, parts_->finding.certificate, parts_->host, parts_->ca_file));
  return Failure(no_handshake(code, parts_->host));
}

bool TlsSession::holds_bytes() const {
  return SSL_pending(parts_->session.get()) > 0 || BIO_ctrl_pending(parts_->incoming) > 0;
}

void TlsSession::take(std::string_view wire) {
  BIO_write(parts_->incoming, wire.data(), static_cast<int>(wire.size()));
}

std::string TlsSession::give() {
  std::string wire(BIO_ctrl_pending(parts_->outgoing), '\0');
  if (!wire.empty()) BIO_read(parts_->outgoing, wire.data(), static_cast<int>(wire.size()));
  return wire;
}

long TlsSession::read(char* buffer, std::size_t length) {
  ERR_clear_error();
  std::size_t count = 0;
  const int done = SSL_read_ex(parts_->session.get(), buffer, length, &count);
  if (done == 1) return static_cast<long>(count);
  return SSL_get_error(parts_->session.get(), done) == SSL_ERROR_WANT_READ ? -1 : 0;
}

bool TlsSession::write(std::string_view bytes) {
  ERR_clear_error();
  std::size_t count = 0;
  return bytes.empty() || SSL_write_ex(parts_->session.get(), bytes.data(), bytes.size(), &count) == 1;
}

}  // namespace headroom::store
