#pragma once

#include <atomic>
#include <memory>
#include <optional>
#include <string>

#include "base/clock.h"
#include "store/access_token.h"
#include "store/clouds.h"
#include "store/graph_client.h"
#include "store/graph_users.h"
#include "store/microsoft_365.h"
#include "store/request_gate.h"

namespace headroom::store {

/// A tenant that the application is logged in to, and everything that a request passes.
class Microsoft365Tenant {
 public:
  /// http   in place of a client of its own; null: none
  /// fails  as connect_microsoft_365, but for the photo policy
  static Result<std::unique_ptr<Microsoft365Tenant>> open(Microsoft365Settings settings, Clock& clock,
                                                          const std::atomic<bool>& stop,
                                                          std::unique_ptr<HttpClient> http = nullptr);

  const Microsoft365Settings& settings() const { return settings_; }
  GraphClient& graph() { return graph_; }
  const GraphUsers& users() const { return users_; }
  /// Its identifier, as the token gives it; where that cannot be read, what it is called in the settings.
  const std::string& identifier() const { return identifier_; }
  /// The first token, for what it says.
  const AccessToken& token() const { return *token_; }

  /// Where the tenant's photos come from: "cloud", "onPremises"; empty: nothing in particular.
  ///
  /// fails  access_denied: the application may not see that; as a request
  Result<std::string> photo_source();

 private:
  Microsoft365Tenant(Microsoft365Settings settings, const Cloud& cloud, Credential credential,
                     std::unique_ptr<HttpClient> http, Clock& clock, const std::atomic<bool>& stop);
  Result<void> log_in();

  const Microsoft365Settings settings_;
  std::unique_ptr<HttpClient> http_;
  AccessTokens tokens_;
  RequestGate gate_;
  GraphClient graph_;
  GraphUsers users_;
  std::shared_ptr<const AccessToken> token_;
  std::string identifier_;
};

/// The store over a client that is given, as tests do.
///
/// fails  as connect_microsoft_365
Result<std::unique_ptr<PhotoStore>> microsoft_365_over(std::unique_ptr<HttpClient> http, Microsoft365Settings settings,
                                                       Clock& clock, const std::atomic<bool>& stop);

}  // namespace headroom::store
