#include "store/microsoft_365_tenant.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <chrono>

#include "base/folded.h"
#include "store/graph_errors.h"
#include "store/graph_json.h"
#include "store/ldap_guid.h"
#include "store/ldap_results.h"

namespace headroom::store {
namespace {

constexpr int most_logins = 4;                    // tried while the service asks to come back later
constexpr std::chrono::minutes longest_wait{10};  // at a time, for a login that everything else waits for
constexpr int fewest_requests = 10;               // in ten minutes; below, nothing would ever be done

bool is_tenant(std::string_view name) {
  const auto fits = [](char letter) {
    return std::isalnum(static_cast<unsigned char>(letter)) != 0 || letter == '-' || letter == '.';
  };
  return !name.empty() && name.front() != '.' && std::ranges::all_of(name, fits);
}

Result<void> check(const Microsoft365Settings& settings) {
  if (settings.tenant.empty())
    return fail(Fault::usage, "no tenant is named; give its domain, such as contoso.onmicrosoft.com, or identifier");
  if (!is_tenant(settings.tenant))
    return fail(Fault::usage,
                fmt::format("\"{}\" is neither a tenant's domain nor its identifier", cleaned(settings.tenant)));
  if (!is_guid(case_folded(settings.client)))
    return fail(Fault::usage,
                "the application is named by its identifier (client ID) from the portal, 32 hexadecimal digits in five "
                "groups");
  if (settings.certificate_file.empty() && settings.client_secret.empty())
    return fail(Fault::usage, "neither a certificate nor a client secret is given; the application needs one of them");
  if (settings.in_flight < 1 || settings.upload_bytes < 1 || settings.requests < fewest_requests)
    return fail(Fault::usage, fmt::format("at least one request at the same time, one byte, and {} requests in ten "
                                          "minutes must be allowed",
                                          fewest_requests));
  return {};
}

Result<Credential> credential_of(Microsoft365Settings& settings) {
  Credential credential;
  if (settings.certificate_file.empty()) {
    credential.secret = std::move(settings.client_secret);
    return credential;
  }
  auto certificate = ClientCertificate::read(settings.certificate_file);
  if (!certificate) return Failure(certificate.error());
  credential.certificate = std::move(*certificate);
  return credential;
}

HttpSettings http_settings(const Microsoft365Settings& settings) {
  HttpSettings http;
  http.ca_file = settings.ca_file;
  http.connections = settings.in_flight;
  http.connect_within = settings.connect_within;
  http.answer_within = settings.answer_within;
  return http;
}

/// Of what a token says; where it says nothing, Graph itself will.
bool reads_basics_alone(const std::vector<std::string>& roles) {
  constexpr std::string_view full[] = {"User.Read.All", "User.ReadWrite.All", "Directory.Read.All",
                                       "Directory.ReadWrite.All"};
  const auto has = [&](std::string_view role) { return std::ranges::find(roles, role) != roles.end(); };
  return !roles.empty() && std::ranges::none_of(full, has);
}

bool comes_soon(const Error& error) { return error.fault == Fault::busy && error.retry_after <= longest_wait; }

Error with_wait(Error error) {
  if (error.fault == Fault::busy && error.retry_after > longest_wait)
    error.detail += fmt::format("; it asks to come back in {} min",
                                std::chrono::ceil<std::chrono::minutes>(error.retry_after).count());
  return error;
}

}  // namespace

Microsoft365Tenant::Microsoft365Tenant(Microsoft365Settings settings, const Cloud& cloud, Credential credential,
                                       std::unique_ptr<HttpClient> http, Clock& clock, const std::atomic<bool>& stop)
    : settings_(std::move(settings)),
      http_(std::move(http)),
      tokens_(*http_, {cloud.login_url, cloud.audience, settings_.tenant, settings_.client, std::move(credential)},
              clock, stop),
      gate_({settings_.in_flight, settings_.requests, settings_.upload_bytes}, clock, stop),
      graph_(*http_, tokens_, gate_, cloud.graph_url),
      users_(settings_.key, settings_.people) {}

Result<std::unique_ptr<Microsoft365Tenant>> Microsoft365Tenant::open(Microsoft365Settings settings, Clock& clock,
                                                                     const std::atomic<bool>& stop,
                                                                     std::unique_ptr<HttpClient> http) {
  if (auto checked = check(settings); !checked) return Failure(checked.error());
  if (auto checked = GraphUsers(settings.key, "").check(); !checked) return Failure(checked.error());
  const auto cloud = cloud_of(settings);
  if (!cloud) return Failure(cloud.error());
  auto credential = credential_of(settings);
  if (!credential) return Failure(credential.error());
  if (!http) {
    auto begun = HttpClient::begin(http_settings(settings));
    if (!begun) return Failure(begun.error());
    http = std::move(*begun);
  }
  std::unique_ptr<Microsoft365Tenant> tenant(
      new Microsoft365Tenant(std::move(settings), *cloud, std::move(*credential), std::move(http), clock, stop));
  if (auto logged_in = tenant->log_in(); !logged_in) return Failure(logged_in.error());
  return tenant;
}

Result<void> Microsoft365Tenant::log_in() {
  auto token = tokens_.current();
  // Nothing waits around this call as it does around later ones; how long to wait is the tokens' business.
  for (int again = 1; again < most_logins && !token && comes_soon(token.error()); again++) token = tokens_.current();
  if (!token) return Failure(with_wait(token.error()));
  token_ = *token;
  identifier_ = token_->claims.tenant.empty() ? case_folded(settings_.tenant) : token_->claims.tenant;
  users_ = GraphUsers(settings_.key, settings_.people, reads_basics_alone(token_->claims.roles));
  return users_.check();
}

Result<std::string> Microsoft365Tenant::photo_source() {
  GraphRequest request;
  request.url = "/v1.0/admin/people/photoUpdateSettings";
  const auto reply = graph_.ask_patiently(request);
  if (!reply) return Failure(reply.error());
  if (reply->status == 403)
    return fail(Fault::access_denied,
                "the application may not see where the tenant's photos come from; grant it PeopleSettings.Read.All");
  if (reply->status == 400 || reply->status == 404) return std::string();  // a cloud that has no such settings
  if (reply->status != 200) return Failure(graph_error(*reply, GraphCall::other));
  const auto document = GraphJson::parse(reply->text());
  if (!document || !document->is_object())
    return fail(Fault::unreachable,
                "Microsoft Graph's answer about photo settings cannot be read; is a proxy in between?");
  return cleaned(document->at("source").text());
}

}  // namespace headroom::store
