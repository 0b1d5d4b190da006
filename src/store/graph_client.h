#pragma once

#include <string>
#include <vector>

#include "store/access_token.h"
#include "store/http_client.h"
#include "store/request_gate.h"

namespace headroom::store {

/// One question to Microsoft Graph.
struct GraphRequest {
  std::string method = "GET";
  std::string url;                   // or a path, which begins with a slash
  std::vector<std::string> headers;  // beside those that every request has
  ByteView body;                     // with its Content-Type among the headers
};

/// Microsoft Graph, asked with the application's token, through its gate. The token goes to the Graph origin and to
/// nobody else.
class GraphClient {
 public:
  /// graph_url  "https://graph.microsoft.com". The rest outlives it.
  GraphClient(HttpClient& http, AccessTokens& tokens, RequestGate& gate, std::string graph_url)
      : http_(http), tokens_(tokens), gate_(gate), graph_url_(std::move(graph_url)) {}

  /// Asks, once more with a new token where the old one was not taken.
  ///
  /// fails  unreachable: the URL, or a redirect, leads elsewhere; as the client, the tokens and the gate
  Result<HttpReply> ask(const GraphRequest& request);

  /// The same for what only reads, and again, after a pause, while the service asks to come back later.
  Result<HttpReply> ask_patiently(const GraphRequest& request);

 private:
  Result<HttpReply> ask_once(const std::string& url, const GraphRequest& request,
                             std::shared_ptr<const AccessToken>& token);
  Result<std::shared_ptr<const AccessToken>> token_in_calm();

  HttpClient& http_;
  AccessTokens& tokens_;
  RequestGate& gate_;
  const std::string graph_url_;
};

}  // namespace headroom::store
