#include "store/tls_session.h"

#include <fmt/format.h>
#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <array>
#include <utility>

#include "store/ldap_results.h"
#include "store/tls_finding.h"
#include "store/tls_verdict.h"

namespace headroom::store {
namespace {

struct Freeing {
  void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
  void operator()(SSL* session) const { SSL_free(session); }
};

int note_finding(int accepted, X509_STORE_CTX* check) {
  if (accepted == 1) return 1;
  auto* session = static_cast<SSL*>(X509_STORE_CTX_get_ex_data(check, SSL_get_ex_data_X509_STORE_CTX_idx()));
  *static_cast<TlsFinding*>(SSL_get_app_data(session)) = finding_of(check);
  return 0;
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
  TlsFinding finding;
  std::string host;
  std::string ca_file;
};

TlsSession::TlsSession(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
TlsSession::~TlsSession() = default;

Result<std::unique_ptr<TlsSession>> TlsSession::begin(const std::string& host, const std::string& ca_file) {
  auto parts = std::make_unique<Parts>();
  parts->host = host;
  parts->ca_file = certificates_in(ca_file);
  parts->context.reset(SSL_CTX_new(TLS_client_method()));
  if (!parts->context) return fail(Fault::internal, "OpenSSL cannot be used");
  SSL_CTX* context = parts->context.get();
  SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
  if (auto trusted = trust(context, parts->ca_file); !trusted) return Failure(trusted.error());
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
