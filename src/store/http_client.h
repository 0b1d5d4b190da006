#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "base/image.h"
#include "base/result.h"
#include "base/secret.h"

namespace headroom::store {

struct HttpRequest {
  std::string method = "GET";
  std::string url;                   // https://...
  std::vector<std::string> headers;  // "Content-Type: image/jpeg"
  Secret authorization;              // the value of that header; empty: none, or the client's login
  Bytes body;
};

struct HttpReply {
  int status = 0;
  std::map<std::string, std::string> headers;  // by names in lower case
  Bytes body;

  /// Empty where there is none.
  std::string_view header(const std::string& name) const;
  std::string_view text() const;
  /// 429 and 503: the service wants to be left alone for a while.
  bool asks_to_come_back() const { return status == 429 || status == 503; }
  /// What Retry-After asks for, as seconds or as a date by the server's own clock (Date); 0: nothing.
  std::chrono::milliseconds retry_after() const;
};

/// How requests are made.
struct HttpSettings {
  enum class Login { none, negotiate, ntlm, basic };  // of the client itself, for every request

  std::string ca_file;  // PEM; empty: the system's certificates
  Login login = Login::none;
  std::string account;  // "EXAMPLE\\svc-photos"; empty with negotiate: the Kerberos ticket at hand
  Secret password;
  bool http_2 = true;
  int connections = 4;                // to one host at most
  std::size_t most_bytes = 16 << 20;  // of a reply's body
  std::chrono::milliseconds connect_within{10'000};
  std::chrono::milliseconds answer_within{100'000};
};

/// Requests over TLS 1.2 or later, to whoever the URL names and to nobody else: a redirect is a reply like any other.
/// Several go on at the same time, over few connections; HTTP/2 where the server has it. libcurl's multi interface, on
/// a thread of its own. Safe to use from several threads.
class HttpClient {
 public:
  /// fails  usage: no certificates in `ca_file`; internal
  static Result<std::unique_ptr<HttpClient>> begin(HttpSettings settings);
  virtual ~HttpClient() = default;

  /// Waits for the whole reply, whatever its status.
  ///
  /// fails  unreachable: nothing was sent; unknown_outcome: it may have been carried out; untrusted; busy: no
  ///        connection in time; too_large: the reply; each names the host, never what was sent
  virtual Result<HttpReply> send(HttpRequest request) = 0;
};

/// Text as it may stand in a path or query: all but letters, digits and "-._~" is percent-encoded.
std::string percent_encoded(std::string_view text);

}  // namespace headroom::store
