#pragma once

#include <atomic>
#include <memory>
#include <optional>
#include <string>

#include "base/image.h"
#include "base/result.h"
#include "store/ews_answer.h"
#include "store/ews_errors.h"
#include "store/ews_requests.h"
#include "store/ews_seen.h"
#include "store/http_client.h"

namespace headroom::store {

/// The photos of mailboxes, by the Exchange Web Services of one server and as one account. Safe to use from several
/// threads. Once the login was refused nothing more is sent.
class EwsPhotos {
 public:
  /// http         logs in by itself, with each request
  /// url          "https://mail.example.com/EWS/Exchange.asmx"
  /// impersonate  act as the mailbox's owner
  EwsPhotos(std::unique_ptr<HttpClient> http, std::string url, bool impersonate);

  /// One request that says whether the server takes the account.
  ///
  /// fails  login_refused, access_denied; usage: no such service there; busy; as HttpClient::send
  Result<void> log_in();

  /// The largest one. A small one is the directory's thumbnail, which Exchange gives where the mailbox has no photo:
  /// none.
  ///
  /// fails  no_such_user, access_denied, busy, unreachable, login_refused
  Result<std::optional<Bytes>> get(const std::string& address);

  /// fails  as `get`; refused, unknown_outcome; unsupported: Exchange 2013 and before
  Result<void> set(const std::string& address, ByteView photo);

  /// By SOAP, whose answers tell the server's version.
  ///
  /// fails  as `get`
  Result<EwsAnswer> ask_for_photo(const std::string& address);

 private:
  Result<HttpReply> ask_by_rest(const std::string& address);
  Result<std::optional<Bytes>> photo_of(const HttpReply& reply, const std::string& address);
  Result<EwsAnswer> ask(EwsRequest soap, const std::string& address, EwsUse use);
  Result<HttpReply> send(HttpRequest request, EwsUse use);
  void address_headers(HttpRequest& request, const std::string& address) const;

  const std::unique_ptr<HttpClient> http_;
  const std::string url_;
  const bool impersonate_;
  std::atomic<bool> refused_{false};     // the login
  std::atomic<bool> rest_serves_{true};  // the way of asking for a photo by its URL
  EwsSeen seen_;
};

}  // namespace headroom::store
