#include "store/graph_client.h"

#include <fmt/format.h>

#include "store/clouds.h"
#include "store/random_guid.h"

namespace headroom::store {
namespace {

constexpr int most_asked = 4;  // times for one question

HttpRequest request_of(const std::string& url, const GraphRequest& request, const AccessToken& token) {
  HttpRequest made;
  made.method = request.method;
  made.url = url;
  made.headers = request.headers;
  made.headers.emplace_back("User-Agent: headroom/" HEADROOM_VERSION);
  made.headers.push_back("client-request-id: " + random_guid());
  made.body.assign(request.body.begin(), request.body.end());
  std::string authorization;
  constexpr std::string_view scheme = "Bearer ";
  authorization.reserve(scheme.size() + token.text.revealed().size());  // so that no copy stays behind
  authorization.append(scheme).append(token.text.revealed());
  made.authorization = Secret(std::move(authorization));
  return made;
}

}  // namespace

/// A token may be fetched while the service asks for a pause, and end during one.
Result<std::shared_ptr<const AccessToken>> GraphClient::token_in_calm() {
  while (true) {
    auto token = tokens_.current();
    if (!token) return token;
    const auto waited = gate_.await_calm();
    if (!waited) return Failure(waited.error());
    if (!*waited) return token;
  }
}

/// token  the one that was used
Result<HttpReply> GraphClient::ask_once(const std::string& url, const GraphRequest& request,
                                        std::shared_ptr<const AccessToken>& token) {
  return gate_.pass(request.body.size(), [&]() -> Result<HttpReply> {
    auto held = token_in_calm();
    if (!held) return Failure(held.error());
    token = *held;
    return http_.send(request_of(url, request, *token));
  });
}

Result<HttpReply> GraphClient::ask(const GraphRequest& request) {
  const std::string url = request.url.starts_with('/') ? graph_url_ + request.url : request.url;
  if (!leads_to(url, graph_url_))
    return fail(
        Fault::unreachable,
        fmt::format("Microsoft Graph's answer goes on at {}, where the token must not go; is a proxy in between?",
                    host_in(url)));
  std::shared_ptr<const AccessToken> token;
  auto reply = ask_once(url, request, token);
  if (reply && reply->status == 401) {
    tokens_.rejected(token);
    reply = ask_once(url, request, token);
  }
  if (!reply && request.method == "GET" && reply.error().fault == Fault::unknown_outcome)
    return fail(Fault::unreachable, reply.error().detail);  // what only reads has no outcome that would matter
  if (reply && reply->status >= 300 && reply->status < 400)
    return fail(Fault::unreachable,
                fmt::format("Microsoft Graph sends on to {}, which is not followed; is a proxy in between? ({})",
                            host_in(reply->header("location")), reply->status));
  return reply;
}

Result<HttpReply> GraphClient::ask_patiently(const GraphRequest& request) {
  for (int asked = 1;; asked++) {
    auto reply = ask(request);
    if (!reply || !reply->asks_to_come_back() || asked == most_asked) return reply;
  }
}

}  // namespace headroom::store
