#include "store/microsoft_365.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "base/folded.h"
#include "store/graph_errors.h"
#include "store/ldap_guid.h"
#include "store/microsoft_365_tenant.h"

namespace headroom::store {
namespace {

constexpr int most_people = 64;                   // at the same time
constexpr std::size_t most_bytes = 4 << 20;       // of a photo; Microsoft Graph reference, "Update profilePhoto"
constexpr std::size_t without_mailbox = 102'400;  // bytes; the directory's own limit

class Microsoft365 final : public PhotoStore {
 public:
  explicit Microsoft365(std::unique_ptr<Microsoft365Tenant> tenant);

  const Traits& traits() const override { return traits_; }
  std::string identity() const override { return "m365 " + tenant_->identifier(); }
  std::string account() const override { return "application " + tenant_->settings().client; }
  Result<void> list(const std::function<void(Person)>& visitor) override;
  Result<std::vector<Person>> find(std::string_view key) override;
  Result<std::optional<Bytes>> get(const Person& person) override;
  Result<void> put(const Person& person, ByteView photo) override;
  Result<void> remove(const Person& person) override;

 private:
  Result<void> visit(const std::string& first, const std::function<void(Person)>& visitor);

  std::unique_ptr<Microsoft365Tenant> tenant_;
  Traits traits_;
};

Microsoft365::Microsoft365(std::unique_ptr<Microsoft365Tenant> tenant) : tenant_(std::move(tenant)) {
  const Microsoft365Settings& settings = tenant_->settings();
  traits_.kind = "m365";
  traits_.most_bytes = most_bytes;
  traits_.modest_bytes = without_mailbox;
  traits_.keeps_bytes = false;
  traits_.in_flight = settings.in_flight;
  traits_.people =
      std::max(settings.in_flight, std::min(12 * settings.in_flight, most_people));  // most wait for photos to show
  traits_.least_distance = settings.least_distance;
  traits_.shows_within = settings.shows_within;
}

/// Pages, each at the URL that the one before gives.
Result<void> Microsoft365::visit(const std::string& first, const std::function<void(Person)>& visitor) {
  const GraphUsers& users = tenant_->users();
  std::set<std::string> seen;
  GraphRequest request;
  request.url = first;
  if (users.is_advanced(first)) request.headers.emplace_back("ConsistencyLevel: eventual");
  while (!request.url.empty()) {
    if (!seen.insert(request.url).second)
      return fail(Fault::unreachable, "Microsoft Graph's pages of users go round in a circle; try again later");
    const auto reply = tenant_->graph().ask_patiently(request);
    if (!reply) return Failure(reply.error());
    if (reply->status != 200) return Failure(graph_error(*reply, GraphCall::people));
    auto page = users.read(reply->text());
    if (!page) return Failure(page.error());
    for (Person& person : page->people) visitor(std::move(person));
    request.url = std::move(page->next);
  }
  return {};
}

Result<void> Microsoft365::list(const std::function<void(Person)>& visitor) {
  return visit(tenant_->users().everybody(), visitor);
}

Result<std::vector<Person>> Microsoft365::find(std::string_view key) {
  std::vector<Person> found;
  const std::string path = tenant_->users().having(key);
  if (path.empty()) return found;
  const auto keep = [&](Person person) {
    if (case_folded(person.key) == case_folded(key)) found.push_back(std::move(person));
  };
  if (auto visited = visit(path, keep); !visited) return Failure(visited.error());
  return found;
}

/// The call for somebody's photo: by identifier, which outlives renames and needs no escapes.
Result<GraphRequest> photo_request(const Person& person, const std::string& method) {
  if (!is_guid(person.id)) return fail(Fault::no_such_user, "this person is not known by an identifier of this tenant");
  GraphRequest request;
  request.method = method;
  request.url = fmt::format("/v1.0/users/{}/photo/$value", person.id);
  return request;
}

/// What the service gives where there is no photo: a GIF of one pixel.
bool is_placeholder(const HttpReply& reply) {
  const std::string_view content = reply.text();
  return content.starts_with("GIF8") && content.size() >= 10 && content.substr(6, 4) == std::string_view("\1\0\1\0", 4);
}

Result<std::optional<Bytes>> Microsoft365::get(const Person& person) {
  auto request = photo_request(person, "GET");
  if (!request) return Failure(request.error());
  auto reply = tenant_->graph().ask(*request);
  if (!reply) return Failure(reply.error());
  if (says_no_photo(problem_in(*reply))) return std::nullopt;
  if (reply->status != 200) return Failure(graph_error(*reply, GraphCall::photo));
  if (is_placeholder(*reply)) return std::nullopt;
  if (!reply->header("content-type").starts_with("image/") || reply->body.empty())
    return fail(Fault::unreachable, "Microsoft Graph's answer holds no photo; is a proxy in between?");
  return std::move(reply->body);
}

Result<void> check_photo(ByteView photo) {
  constexpr std::array<Byte, 3> jpeg = {0xff, 0xd8, 0xff};  // start of image, and of the next marker
  if (photo.empty()) return fail(Fault::refused, "the photo is empty; remove the person's photo instead");
  if (photo.size() > most_bytes)
    return fail(Fault::refused, fmt::format("the photo has {} bytes, Microsoft 365 takes at most {}; make it smaller",
                                            photo.size(), most_bytes));
  if (photo.size() < jpeg.size() || !std::equal(jpeg.begin(), jpeg.end(), photo.begin()))
    return fail(Fault::refused, "the photo is not a JPEG");
  return {};
}

/// A write that was answered with 2xx: done, unless the answer is a page of somebody in between.
Result<void> accepted(const HttpReply& reply) {
  if (!reply.header("content-type").starts_with("text/html")) return {};
  return fail(
      Fault::unknown_outcome,
      "the answer is a web page, not one of Microsoft Graph; the photo may be there or not; is a proxy in between?");
}

bool is_success(const HttpReply& reply) { return reply.status >= 200 && reply.status < 300; }

Result<void> Microsoft365::put(const Person& person, ByteView photo) {
  if (auto checked = check_photo(photo); !checked) return checked;
  auto request = photo_request(person, "PUT");
  if (!request) return Failure(request.error());
  request->headers = {"Content-Type: image/jpeg"};
  request->body = photo;
  const auto reply = tenant_->graph().ask(*request);
  if (!reply) return Failure(reply.error());
  if (is_success(*reply)) return accepted(*reply);
  Error error = graph_error(*reply, GraphCall::put);
  const bool is_large = photo.size() > without_mailbox;
  if (reply->status == 404 && error.fault == Fault::refused && is_large)
    return fail(Fault::too_large,
                fmt::format("the person seems to have no mailbox, and then at most {} bytes are taken; "
                            "{}",
                            without_mailbox, error.detail));
  if (error.fault == Fault::too_large && !is_large) error.fault = Fault::refused;
  return Failure(std::move(error));
}

Result<void> Microsoft365::remove(const Person& person) {
  auto request = photo_request(person, "DELETE");
  if (!request) return Failure(request.error());
  const auto reply = tenant_->graph().ask(*request);
  if (!reply) return Failure(reply.error());
  if (is_success(*reply)) return accepted(*reply);
  if (says_no_photo(problem_in(*reply))) return {};
  return Failure(graph_error(*reply, GraphCall::removal));
}

/// Whether whoever cannot see the photo policy for this reason can do nothing else either.
bool hinders_all(Fault fault) {
  return fault == Fault::login_refused || fault == Fault::untrusted || fault == Fault::unreachable ||
         fault == Fault::limit_reached || fault == Fault::usage;
}

Result<void> check_policy(Microsoft365Tenant& tenant) {
  if (!tenant.settings().heed_policy) return {};
  const auto source = tenant.photo_source();
  if (!source) {
    if (hinders_all(source.error().fault)) return Failure(source.error());
    return {};  // writes will tell
  }
  if (folded(*source) != "onpremises") return {};
  return fail(
      Fault::refused,
      "the tenant takes its photos from on premises (photo update settings, source onPremises), so none that is "
      "written here would last; deliver to Active Directory, or have an administrator set the source to cloud "
      "(PATCH /v1.0/admin/people/photoUpdateSettings), or say --ignore-photo-policy");
}

Result<std::unique_ptr<PhotoStore>> opened(Result<std::unique_ptr<Microsoft365Tenant>> tenant) {
  if (!tenant) return Failure(tenant.error());
  if (auto checked = check_policy(**tenant); !checked) return Failure(checked.error());
  return std::unique_ptr<PhotoStore>(std::make_unique<Microsoft365>(std::move(*tenant)));
}

}  // namespace

Result<std::unique_ptr<PhotoStore>> connect_microsoft_365(Microsoft365Settings settings, Clock& clock,
                                                          const std::atomic<bool>& stop) {
  return opened(Microsoft365Tenant::open(std::move(settings), clock, stop));
}

Result<std::unique_ptr<PhotoStore>> microsoft_365_over(std::unique_ptr<HttpClient> http, Microsoft365Settings settings,
                                                       Clock& clock, const std::atomic<bool>& stop) {
  return opened(Microsoft365Tenant::open(std::move(settings), clock, stop, std::move(http)));
}

}  // namespace headroom::store
