#include "store/access_token.h"

#include <curl/curl.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstring>

#include "store/access_token_errors.h"
#include "store/around.h"
#include "store/graph_json.h"
#include "store/random_guid.h"

namespace headroom::store {
namespace {

using std::chrono::seconds;

constexpr std::string_view assertion_type = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
constexpr auto between_tries = seconds(30);  // while the old token is still good

void wipe(std::string& text) { ::explicit_bzero(text.data(), text.size()); }
void wipe(Bytes& bytes) {
  if (!bytes.empty()) ::explicit_bzero(bytes.data(), bytes.size());
}

/// Five minutes before its end; sooner in a short life.
Clock::Duration renewed_after(seconds life) {
  const auto early = std::min<Clock::Duration>(std::chrono::minutes(5), Clock::Duration(life) / 5);
  return Clock::Duration(life) - early;
}

std::optional<seconds> clock_ahead(const HttpReply& reply, Clock::WallTime now) {
  const auto there = curl_getdate(std::string(reply.header("date")).c_str(), nullptr);
  if (there < 0) return std::nullopt;
  return std::chrono::duration_cast<seconds>(now - std::chrono::system_clock::from_time_t(there));
}

}  // namespace

Result<std::shared_ptr<const AccessToken>> AccessTokens::current() {
  const std::lock_guard lock(mutex_);
  if (refused_) return Failure(*refused_);
  const Clock::Time now = clock_.now();
  if (token_ && (now < token_->renew_from || (now < token_->end && now < next_try_))) return token_;
  auto token = renewed();
  if (token) return token;
  if (token.error().fault == Fault::login_refused) refused_ = token.error();
  const bool passes = worth_retrying(token.error().fault);
  if (!passes || !token_ || clock_.now() >= token_->end) return token;
  next_try_ = clock_.now() + between_tries;
  return token_;
}

void AccessTokens::rejected(const std::shared_ptr<const AccessToken>& token) {
  const std::lock_guard lock(mutex_);
  if (token_ == token) token_.reset();
}

Result<std::shared_ptr<const AccessToken>> AccessTokens::renewed() {
  if (pause_.until() > clock_.now() && !clock_.sleep_until(pause_.until(), stop_)) return Failure(stopped());
  const Clock::Time asked = clock_.now();
  auto reply = ask();
  if (!reply) return Failure(reply.error());
  auto token = read(*reply, asked);
  wipe(reply->body);
  if (!token) {
    if (token.error().fault == Fault::busy) pause_.refused(asked, clock_.now(), token.error().retry_after);
    return Failure(token.error());
  }
  pause_.succeeded(asked);
  token_ = std::make_shared<const AccessToken>(std::move(*token));
  return token_;
}

Result<HttpReply> AccessTokens::ask() {
  auto body = form();
  if (!body) return Failure(body.error());
  HttpRequest request;
  request.method = "POST";
  request.url = fmt::format("{}/{}/oauth2/v2.0/token", application_.login_url, percent_encoded(application_.tenant));
  request.headers = {"Content-Type: application/x-www-form-urlencoded", "Accept: application/json",
                     "User-Agent: headroom/" HEADROOM_VERSION, "client-request-id: " + random_guid()};
  request.body = std::move(*body);
  auto reply = http_.send(std::move(request));
  // Asking for a token twice changes nothing.
  if (!reply && reply.error().fault == Fault::unknown_outcome)
    return fail(Fault::unreachable, "the login service: " + reply.error().detail);
  return reply;
}

Result<Bytes> AccessTokens::form() const {
  const Application& of = application_;
  std::string text = fmt::format("client_id={}&scope={}&grant_type=client_credentials", percent_encoded(of.client),
                                 percent_encoded(of.audience + "/.default"));
  if (of.credential.certificate) {
    const std::string audience = fmt::format("{}/{}/oauth2/v2.0/token", of.login_url, percent_encoded(of.tenant));
    auto assertion = of.credential.certificate->assertion(of.client, audience, clock_.wall(), random_guid());
    if (!assertion) return Failure(assertion.error());
    text += fmt::format("&client_assertion_type={}&client_assertion={}", percent_encoded(assertion_type), *assertion);
    wipe(*assertion);
  } else {
    std::string encoded = percent_encoded(of.credential.secret.revealed());
    text.reserve(text.size() + encoded.size() + 32);  // so that no copy stays behind
    text += "&client_secret=";
    text += encoded;
    wipe(encoded);
  }
  Bytes body(text.begin(), text.end());
  wipe(text);
  return body;
}

Result<AccessToken> AccessTokens::read(HttpReply& reply, Clock::Time asked) const {
  if (reply.status != 200) return Failure(token_error(reply));
  AccessToken token;
  if (auto document = GraphJson::parse(reply.text())) {
    token.text = document->take_secret("access_token");
    token.life = seconds(std::clamp(document->at("expires_in").count().value_or(0), 0LL, 86'400LL));
  }
  const std::string_view text = token.text.revealed();
  const bool is_plain = std::ranges::all_of(text, [](char letter) { return letter > ' ' && letter < 0x7F; });
  if (text.empty() || !is_plain || token.life <= seconds(0))
    return fail(Fault::unreachable, "the login service's answer holds no token; is a proxy in between?");
  token.claims = claims_in(text);
  token.renew_from = asked + renewed_after(token.life);
  token.end = asked + token.life;
  token.clock_ahead = clock_ahead(reply, clock_.wall());
  return token;
}

}  // namespace headroom::store
