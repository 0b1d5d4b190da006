#include "store/http_transfer.h"

#include <curl/curl.h>
#include <fmt/format.h>
#include <openssl/crypto.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <utility>

#include "base/lower_case.h"
#include "store/ldap_results.h"

namespace headroom::store {
namespace {

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

/// Where OpenSSL's callbacks find what belongs to a connection.
int finding_index() {
  static const int index = SSL_CTX_get_ex_new_index(0, nullptr, nullptr, nullptr, nullptr);
  return index;
}

int note_finding(int accepted, X509_STORE_CTX* check) {
  if (accepted == 1) return 1;
  auto* session = static_cast<SSL*>(X509_STORE_CTX_get_ex_data(check, SSL_get_ex_data_X509_STORE_CTX_idx()));
  auto* finding = static_cast<TlsFinding*>(SSL_CTX_get_ex_data(SSL_get_SSL_CTX(session), finding_index()));
  if (finding != nullptr) *finding = finding_of(check);
  return 0;
}

long login_bits(HttpSettings::Login login) {
  switch (login) {
    case HttpSettings::Login::negotiate:
      return static_cast<long>(CURLAUTH_NEGOTIATE | CURLAUTH_NTLM);
    case HttpSettings::Login::ntlm:
      return static_cast<long>(CURLAUTH_NTLM);
    case HttpSettings::Login::basic:
      return static_cast<long>(CURLAUTH_BASIC);
    default:
      return static_cast<long>(CURLAUTH_NONE);
  }
}

}  // namespace

/// What libcurl and OpenSSL call while a transfer goes on.
struct HttpTransfer::Callbacks {
  static std::size_t header(const char* bytes, std::size_t, std::size_t length, void* self) {
    HttpReply& reply = static_cast<HttpTransfer*>(self)->reply_;
    const std::string_view line(bytes, length);
    if (line.starts_with("HTTP/")) reply = {};  // of each answer on the way: a login takes several
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) return length;
    std::string& value = reply.headers[lower_case(line.substr(0, colon))];
    if (!value.empty()) value += ", ";  // RFC 9110, 5.3: one header in several lines
    value += trimmed(line.substr(colon + 1));
    return length;
  }

  static std::size_t body(const char* bytes, std::size_t, std::size_t length, void* self) {
    auto& transfer = *static_cast<HttpTransfer*>(self);
    transfer.too_large_ = transfer.reply_.body.size() + length > transfer.most_bytes_;
    if (transfer.too_large_) return 0;
    const auto* first = reinterpret_cast<const Byte*>(bytes);
    transfer.reply_.body.insert(transfer.reply_.body.end(), first, first + length);
    return length;
  }

  static std::size_t give(char* room, std::size_t size, std::size_t count, void* self) {
    auto& transfer = *static_cast<HttpTransfer*>(self);
    const std::size_t length = std::min(size * count, transfer.request_.body.size() - transfer.sent_);
    if (length > 0) std::memcpy(room, transfer.request_.body.data() + transfer.sent_, length);
    transfer.sent_ += length;
    return length;
  }

  /// Back to the start of the body. A login may need that; but where a connection died, libcurl would send a request
  /// once more that may have been carried out, and only the caller knows whether that is wise.
  static int rewind(void* self, curl_off_t offset, int) {
    auto& transfer = *static_cast<HttpTransfer*>(self);
    long status = 0;
    curl_easy_getinfo(transfer.handle_, CURLINFO_RESPONSE_CODE, &status);
    if (offset != 0 || (status != 401 && transfer.sent_ > 0)) return CURL_SEEKFUNC_FAIL;
    transfer.sent_ = 0;
    return CURL_SEEKFUNC_OK;
  }

  static CURLcode new_connection(CURL*, void* context_of_openssl, void* self) {
    auto& transfer = *static_cast<HttpTransfer*>(self);
    auto* context = static_cast<SSL_CTX*>(context_of_openssl);
    if (!trust(context, transfer.ca_file_)) return CURLE_SSL_CACERT_BADFILE;
    SSL_CTX_set_ex_data(context, finding_index(), &transfer.finding_);
    SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION);  // the connection outlives what notes the finding
    X509_VERIFY_PARAM* expected = SSL_CTX_get0_param(context);
    if (is_address(transfer.host_)) {
      X509_VERIFY_PARAM_set1_ip_asc(expected, transfer.host_.c_str());
    } else {
      X509_VERIFY_PARAM_set_hostflags(expected, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
      X509_VERIFY_PARAM_set1_host(expected, transfer.host_.c_str(), transfer.host_.size());
    }
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER, note_finding);
    return CURLE_OK;
  }
};

HttpTransfer::HttpTransfer(HttpRequest request, const HttpSettings& settings)
    : request_(std::move(request)),
      host_(host_of(request_.url)),
      ca_file_(certificates_in(settings.ca_file)),
      most_bytes_(settings.most_bytes),
      handle_(curl_easy_init()) {
  if (handle_ == nullptr) return;
  set_up(settings);
  set_login(settings);
  set_headers();
  set_body();
}

HttpTransfer::~HttpTransfer() {
  if (handle_ != nullptr) curl_easy_cleanup(handle_);
  for (curl_slist* line = headers_; line != nullptr; line = line->next)
    OPENSSL_cleanse(line->data, std::strlen(line->data));  // one of them may hold a token
  curl_slist_free_all(headers_);
  OPENSSL_cleanse(request_.body.data(), request_.body.size());  // a form with a client secret
}

void HttpTransfer::set_up(const HttpSettings& settings) {
  const auto set = [this](CURLoption option, auto value) { curl_easy_setopt(handle_, option, value); };
  set(CURLOPT_URL, request_.url.c_str());
  set(CURLOPT_CUSTOMREQUEST, request_.method.c_str());
  set(CURLOPT_PROTOCOLS_STR, "https");
  set(CURLOPT_FOLLOWLOCATION, 0L);
  set(CURLOPT_NOSIGNAL, 1L);
  set(CURLOPT_NOPROGRESS, 1L);
  set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  set(CURLOPT_CAINFO, ca_file_.c_str());
  set(CURLOPT_SSL_CTX_FUNCTION, &Callbacks::new_connection);
  set(CURLOPT_SSL_CTX_DATA, this);
  set(CURLOPT_HTTP_VERSION, static_cast<long>(settings.http_2 ? CURL_HTTP_VERSION_2TLS : CURL_HTTP_VERSION_1_1));
  set(CURLOPT_PIPEWAIT, settings.http_2 ? 1L : 0L);
  set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(settings.connect_within.count()));
  set(CURLOPT_TIMEOUT_MS, static_cast<long>((settings.connect_within + settings.answer_within).count()));
  set(CURLOPT_HEADERFUNCTION, &Callbacks::header);
  set(CURLOPT_HEADERDATA, this);
  set(CURLOPT_WRITEFUNCTION, &Callbacks::body);
  set(CURLOPT_WRITEDATA, this);
  set(CURLOPT_PRIVATE, this);
}

void HttpTransfer::set_login(const HttpSettings& settings) {
  if (settings.login == HttpSettings::Login::none) return;
  curl_easy_setopt(handle_, CURLOPT_HTTPAUTH, login_bits(settings.login));
  curl_easy_setopt(handle_, CURLOPT_USERNAME, settings.account.c_str());
  curl_easy_setopt(handle_, CURLOPT_PASSWORD, settings.password.revealed().data());
}

void HttpTransfer::set_headers() {
  for (const std::string& line : request_.headers) headers_ = curl_slist_append(headers_, line.c_str());
  headers_ = curl_slist_append(headers_, "Expect:");  // no waiting for leave to send a body
  if (!request_.authorization.empty()) {
    std::string text = "Authorization: ";
    text.reserve(text.size() + request_.authorization.revealed().size());  // so that no copy stays behind
    text += request_.authorization.revealed();
    const Secret line(std::move(text));
    headers_ = curl_slist_append(headers_, line.revealed().data());
  }
  curl_easy_setopt(handle_, CURLOPT_HTTPHEADER, headers_);
}

void HttpTransfer::set_body() {
  const bool has_body = !request_.body.empty() || request_.method == "PUT" || request_.method == "POST";
  if (!has_body) return;
  curl_easy_setopt(handle_, CURLOPT_UPLOAD, 1L);
  curl_easy_setopt(handle_, CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(request_.body.size()));
  curl_easy_setopt(handle_, CURLOPT_READFUNCTION, &Callbacks::give);
  curl_easy_setopt(handle_, CURLOPT_READDATA, this);
  curl_easy_setopt(handle_, CURLOPT_SEEKFUNCTION, &Callbacks::rewind);
  curl_easy_setopt(handle_, CURLOPT_SEEKDATA, this);
}

Result<HttpReply> HttpTransfer::outcome(int code) {
  if (code != CURLE_OK) return Failure(error_of(code));
  long status = 0;
  curl_easy_getinfo(handle_, CURLINFO_RESPONSE_CODE, &status);
  reply_.status = static_cast<int>(status);
  return std::move(reply_);
}

Error HttpTransfer::error_of(int code) const {
  const auto error = static_cast<CURLcode>(code);
  if (too_large_) return {Fault::too_large, fmt::format("the answer of {} is too large", host_), {}};
  if (finding_.code != 0) return untrusted(finding_.code, finding_.certificate, host_, ca_file_);
  switch (error) {
    case CURLE_PEER_FAILED_VERIFICATION:
      return {Fault::untrusted, fmt::format("the certificate of {} is not trusted", host_), {}};
    case CURLE_SSL_CACERT_BADFILE:
      return {Fault::usage, fmt::format("no certificates can be read from {}", ca_file_), {}};
    case CURLE_URL_MALFORMAT:
    case CURLE_UNSUPPORTED_PROTOCOL:
      return {Fault::usage, fmt::format("'{}' is no https:// address", cleaned(request_.url)), {}};
    case CURLE_COULDNT_RESOLVE_HOST:
      return {Fault::unreachable, fmt::format("the name {} is not known; check it, and DNS", host_), {}};
    default:
      break;
  }
  curl_off_t begun = 0;  // microseconds until the request itself could be sent; 0: it never came to that
  curl_easy_getinfo(handle_, CURLINFO_PRETRANSFER_TIME_T, &begun);
  const bool late = error == CURLE_OPERATION_TIMEDOUT;
  const char* reason = curl_easy_strerror(error);
  if (begun == 0 && late)
    return {Fault::unreachable, fmt::format("{} does not answer; check name, port, network and firewall", host_), {}};
  if (begun == 0) return {Fault::unreachable, fmt::format("no connection to {}: {}", host_, reason), {}};
  if (late) return {Fault::unknown_outcome, fmt::format("{} did not answer in time", host_), {}};
  return {Fault::unknown_outcome, fmt::format("the connection to {} broke off: {}", host_, reason), {}};
}

std::string host_of(const std::string& url) {
  CURLU* parts = curl_url();
  char* host = nullptr;
  std::string text;
  if (curl_url_set(parts, CURLUPART_URL, url.c_str(), 0) == CURLUE_OK &&
      curl_url_get(parts, CURLUPART_HOST, &host, 0) == CURLUE_OK)
    text = host;
  curl_free(host);
  curl_url_cleanup(parts);
  if (text.starts_with('[') && text.ends_with(']')) text = text.substr(1, text.size() - 2);
  return text;
}

}  // namespace headroom::store
