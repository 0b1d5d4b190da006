#pragma once

#include <memory>
#include <string>

#include "store/http_client.h"
#include "store/tls_finding.h"

struct curl_slist;

namespace headroom::store {

/// One request on its way: libcurl's handle, what it is sent, and what came back so far.
class HttpTransfer {
 public:
  /// settings  outlive it
  HttpTransfer(HttpRequest request, const HttpSettings& settings);
  ~HttpTransfer();
  HttpTransfer(const HttpTransfer&) = delete;
  HttpTransfer& operator=(const HttpTransfer&) = delete;

  /// libcurl's CURL*; null: out of memory.
  void* handle() const { return handle_; }

  /// What came of it.
  ///
  /// code  libcurl's CURLcode
  Result<HttpReply> outcome(int code);

 private:
  struct Callbacks;
  void set_up(const HttpSettings& settings);
  void set_login(const HttpSettings& settings);
  void set_body();
  void set_headers();
  Error error_of(int code) const;

  HttpRequest request_;
  HttpReply reply_;
  TlsFinding finding_;
  std::string host_;
  std::string ca_file_;
  std::size_t most_bytes_;
  std::size_t sent_ = 0;  // of the body
  bool too_large_ = false;
  curl_slist* headers_ = nullptr;
  void* handle_ = nullptr;
};

/// "graph.microsoft.com" of "https://graph.microsoft.com:443/v1.0"; empty where there is none.
std::string host_of(const std::string& url);

}  // namespace headroom::store
