#pragma once

#include <atomic>
#include <chrono>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "base/clock.h"
#include "base/secret.h"
#include "store/access_token_claims.h"
#include "store/client_assertion.h"
#include "store/http_client.h"
#include "store/pause.h"

namespace headroom::store {

/// With what an application logs in.
struct Credential {
  std::optional<ClientCertificate> certificate;
  Secret secret;  // where there is no certificate
};

/// What an application shows with each request.
struct AccessToken {
  Secret text;
  std::chrono::seconds life{0};  // as it was given
  Clock::Time renew_from;
  Clock::Time end;
  TokenClaims claims;
  std::optional<std::chrono::seconds> clock_ahead;  // this computer's, before the service's, as the answer's date tells
};

/// The application's token: asked for when it is needed, and anew before it ends, by one thread while the others wait.
/// A refused login is final: nobody asks again. Safe to use from several threads.
///
/// source  OAuth 2.0 client credentials, RFC 6749 section 4.4; facts about Entra ID in microsoft-365.md
class AccessTokens {
 public:
  struct Application {
    std::string login_url;  // "https://login.microsoftonline.com"
    std::string audience;   // what the token is for: "https://graph.microsoft.com"
    std::string tenant, client;
    Credential credential;
  };

  /// The rest outlives it.
  AccessTokens(HttpClient& http, Application application, Clock& clock, const std::atomic<bool>& stop)
      : http_(http), application_(std::move(application)), clock_(clock), stop_(stop) {}

  /// fails  login_refused; busy, unreachable, untrusted; limit_reached: a wait was ended
  Result<std::shared_ptr<const AccessToken>> current();

  /// The service did not take it: the next one who asks gets another one.
  void rejected(const std::shared_ptr<const AccessToken>& token);

 private:
  Result<std::shared_ptr<const AccessToken>> renewed();
  Result<HttpReply> ask();
  Result<Bytes> form() const;
  Result<AccessToken> read(HttpReply& reply, Clock::Time asked) const;

  HttpClient& http_;
  const Application application_;
  Clock& clock_;
  const std::atomic<bool>& stop_;

  std::mutex mutex_;
  std::shared_ptr<const AccessToken> token_;
  Clock::Time next_try_{};  // of a token that would still do
  Pause pause_;
  std::optional<Error> refused_;
};

}  // namespace headroom::store
