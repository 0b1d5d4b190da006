#include "store/ews_photos.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

#include "store/jpeg_size.h"

namespace headroom::store {
namespace {

constexpr int thumbnail_side = 96;  // pixels; directories hold photos of at most so many, mailboxes 648

Bytes bytes_of(std::string_view text) { return {text.begin(), text.end()}; }

bool is_jpeg(ByteView bytes) { return bytes.size() >= 3 && bytes[0] == 0xFF && bytes[1] == 0xD8 && bytes[2] == 0xFF; }

/// A web page for people: of IIS, a proxy, a login form.
bool is_page(const HttpReply& reply) { return reply.header("content-type").starts_with("text/html"); }

/// Whether a reply to the photo's URL is one of Exchange, rather than of something that does not know such URLs.
bool is_of_rest(const HttpReply& reply) {
  constexpr std::array<int, 6> statuses = {304, 408, 429, 502, 503, 504};
  if (reply.status == 200) return is_jpeg(reply.body) || reply.body.empty();
  if (reply.status == 404) return !is_page(reply);
  return std::ranges::find(statuses, reply.status) != statuses.end();
}

bool means_no_photo(std::string_view code) { return code == "ErrorItemNotFound" || code.ends_with("PhotoNotFound"); }

std::optional<Bytes> unless_thumbnail(Bytes photo) {
  const auto size = jpeg_size(photo);
  if (photo.empty() || (size && size->long_side() <= thumbnail_side)) return std::nullopt;
  return photo;
}

/// By which an administrator finds the request in Exchange's logs; empty where the server gives none, or an odd one.
std::string request_id(const HttpReply& reply) {
  const std::string_view id = reply.header("request-id");
  const auto fits = [](char c) { return std::isxdigit(static_cast<unsigned char>(c)) != 0 || c == '-'; };
  if (id.size() != 36 || !std::ranges::all_of(id, fits)) return {};
  return fmt::format("; request-id {}", id);
}

Failure with_traces(Error error, const HttpReply& reply) {
  error.detail += request_id(reply);
  error.retry_after = std::max(error.retry_after, reply.retry_after());
  return Failure(std::move(error));
}

/// SOAP counts, whatever the status; a fault comes with 500, "no photo" may come with 404.
Result<EwsAnswer> answer_of(const HttpReply& reply, EwsUse use) {
  auto answer = read_ews_answer(reply.text());
  if (reply.status == 401 || (!answer && reply.status != 200)) return with_traces(ews_status_error(reply, use), reply);
  if (!answer && use == EwsUse::writing)
    return fail(Fault::unknown_outcome, answer.error().detail + "; the photo may be there or not" + request_id(reply));
  if (!answer) return fail(Fault::unreachable, answer.error().detail + "; check the URL" + request_id(reply));
  if (use == EwsUse::reading && means_no_photo(answer->code)) return EwsAnswer{"NoError", "", {}, answer->version, {}};
  if (!answer->succeeded()) return with_traces(ews_error(*answer, use), reply);
  return answer;
}

}  // namespace

EwsPhotos::EwsPhotos(std::unique_ptr<HttpClient> http, std::string url, bool impersonate)
    : http_(std::move(http)), url_(std::move(url)), impersonate_(impersonate) {}

/// What only reads has no outcome that would matter.
Result<HttpReply> EwsPhotos::send(HttpRequest request, EwsUse use) {
  if (refused_)
    return fail(Fault::login_refused, "Exchange refused the account or its password; nothing more was tried");
  request.headers.emplace_back("User-Agent: headroom");  // what EwsAllowList goes by
  auto reply = http_->send(std::move(request));
  if (!reply && use == EwsUse::reading && reply.error().fault == Fault::unknown_outcome)
    return fail(Fault::unreachable, reply.error().detail);
  if (!reply && reply.error().fault == Fault::login_refused) refused_ = true;
  return reply;
}

Result<void> EwsPhotos::log_in() {
  HttpRequest request;
  request.url = url_;
  const auto reply = send(std::move(request), EwsUse::reading);
  if (!reply) return Failure(reply.error());
  refused_ = reply->status == 401;
  constexpr std::array<int, 8> hindrances = {401, 403, 404, 408, 429, 502, 503, 504};
  if (std::ranges::find(hindrances, reply->status) == hindrances.end()) return {};
  return with_traces(ews_status_error(*reply, EwsUse::reading), *reply);
}

void EwsPhotos::address_headers(HttpRequest& request, const std::string& address) const {
  if (impersonate_) request.headers.push_back("X-AnchorMailbox: " + address);
}

Result<HttpReply> EwsPhotos::ask_by_rest(const std::string& address) {
  HttpRequest request;
  request.url = fmt::format("{}/s/GetUserPhoto?email={}&size=HR648x648", url_, percent_encoded(address));
  address_headers(request, address);
  if (const auto seen = seen_.at(address)) request.headers.push_back("If-None-Match: " + seen->mark);
  return send(std::move(request), EwsUse::reading);
}

Result<std::optional<Bytes>> EwsPhotos::photo_of(const HttpReply& reply, const std::string& address) {
  if (reply.status == 304) {
    if (auto seen = seen_.at(address)) return unless_thumbnail(std::move(seen->bytes));
    return fail(Fault::busy, "Exchange says that the photo is the one from before, which is gone here; ask again");
  }
  seen_.forget(address);
  if (reply.status == 404) return std::nullopt;
  if (reply.status != 200) return with_traces(ews_status_error(reply, EwsUse::reading), reply);
  const std::string mark(reply.header("etag"));
  if (mark.starts_with('"') || mark.starts_with("W/\"")) seen_.keep(address, {mark, reply.body});
  return unless_thumbnail(reply.body);
}

Result<std::optional<Bytes>> EwsPhotos::get(const std::string& address) {
  bool lacks_rest = !rest_serves_;
  if (!lacks_rest) {
    const auto reply = ask_by_rest(address);
    if (!reply) return Failure(reply.error());
    if (is_of_rest(*reply)) return photo_of(*reply, address);
    // A page may just mean "no photo"; 500 is all that is said of an unknown address, where SOAP has words.
    lacks_rest = reply->status != 404 && reply->status < 500;
  }
  auto answer = ask_for_photo(address);
  if (!answer) return Failure(answer.error());
  if (lacks_rest) rest_serves_ = false;
  return unless_thumbnail(std::move(answer->picture));
}

Result<EwsAnswer> EwsPhotos::ask_for_photo(const std::string& address) {
  return ask(request_for_photo(address, impersonate_), address, EwsUse::reading);
}

Result<void> EwsPhotos::set(const std::string& address, ByteView photo) {
  const auto answer = ask(request_to_set_photo(address, photo, impersonate_), address, EwsUse::writing);
  if (!answer) return Failure(answer.error());
  return {};
}

Result<EwsAnswer> EwsPhotos::ask(EwsRequest soap, const std::string& address, EwsUse use) {
  HttpRequest request;
  request.method = "POST";
  request.url = url_;
  request.headers = {"Content-Type: text/xml; charset=utf-8", "Accept: text/xml",
                     fmt::format("SOAPAction: \"{}\"", soap.action)};
  address_headers(request, address);
  request.body = bytes_of(soap.envelope);
  const auto reply = send(std::move(request), use);
  if (!reply) return Failure(reply.error());
  if (reply->status == 401) refused_ = true;
  return answer_of(*reply, use);
}

}  // namespace headroom::store
