#pragma once

#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "store/base64_url.h"
#include "store/http_client.h"
#include "store/microsoft_365.h"

namespace headroom::store::test {

/// What was asked, in the clear.
struct AskedOfGraph {
  std::string method, url, authorization, body;
  std::vector<std::string> headers;
};

/// What was asked and what is answered, shared with the test after the client has been given away.
struct GraphScript {
  std::deque<Result<HttpReply>> replies;  // to Graph, one after the other; then `otherwise`
  std::deque<Result<HttpReply>> logins;   // to the token endpoint; then a token
  HttpReply otherwise{200, {}, {}};
  std::vector<AskedOfGraph> asked;   // of Graph
  std::vector<AskedOfGraph> logged;  // of the token endpoint
  std::mutex mutex;
};

inline HttpReply reply(int status, std::string_view body = "", std::map<std::string, std::string> headers = {}) {
  if (!headers.contains("content-type")) headers["content-type"] = "application/json";
  return {status, std::move(headers), Bytes(body.begin(), body.end())};
}

/// The body of an error as Graph writes it.
inline std::string graph_body(const std::string& code, const std::string& message) {
  return R"({"error":{"code":")" + code + R"(","message":")" + message +
         R"(","innerError":{"request-id":"11111111-2222-4333-8444-555555555555"}}})";
}

inline constexpr const char* tenant_id = "5b0e7a52-7c39-4f0e-9c1d-2f6a8d1e4c77";

/// A token whose claims name a tenant and roles that are enough; told from others by its number.
inline std::string token_text(int number) {
  const std::string claims = R"({"tid":")" + std::string(tenant_id) +
                             R"(","roles":["ProfilePhoto.ReadWrite.All","User.Read.All"],"n":)" +
                             std::to_string(number) + "}";
  return "e30." + base64_url(std::string_view(claims)) + ".signature";
}

inline std::string token_body(int number, int seconds = 3600) {
  return R"({"token_type":"Bearer","expires_in":)" + std::to_string(seconds) + R"(,"access_token":")" +
         token_text(number) + "\"}";
}

/// Gives out tokens token_text(1), (2), ... of an hour, unless told otherwise.
class ScriptedGraph final : public HttpClient {
 public:
  explicit ScriptedGraph(std::shared_ptr<GraphScript> script) : script_(std::move(script)) {}

  Result<HttpReply> send(HttpRequest request) override {
    const std::lock_guard lock(script_->mutex);
    const bool login = request.url.find("/oauth2/v2.0/token") != std::string::npos;
    (login ? script_->logged : script_->asked)
        .push_back({request.method, request.url, std::string(request.authorization.revealed()),
                    std::string(request.body.begin(), request.body.end()), request.headers});
    auto& script = login ? script_->logins : script_->replies;
    if (!script.empty()) {
      auto next = std::move(script.front());
      script.pop_front();
      return next;
    }
    return login ? reply(200, token_body(static_cast<int>(script_->logged.size()))) : script_->otherwise;
  }

 private:
  std::shared_ptr<GraphScript> script_;
};

/// Settings of an application with a secret, for a tenant that is nowhere.
inline Microsoft365Settings scripted_settings() {
  Microsoft365Settings settings;
  settings.tenant = "contoso.example";
  settings.client = "0c9b8a4e-33f1-4d0a-8f55-7b1f2f9d6e10";
  settings.client_secret = Secret("s3cret & more");
  settings.login_url = "https://login.example";
  settings.graph_url = "https://graph.example";
  return settings;
}

}  // namespace headroom::store::test
