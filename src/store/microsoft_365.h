#pragma once

#include <atomic>
#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/secret.h"
#include "store/photo_store.h"

namespace headroom::store {

/// How to reach the profile photos of a Microsoft 365 tenant: Microsoft Graph, as an application of its own.
struct Microsoft365Settings {
  std::string tenant;            // "contoso.onmicrosoft.com" or the tenant's identifier
  std::string client;            // the application's identifier
  std::string certificate_file;  // PEM: certificate and private key, which nobody else may read
  Secret client_secret;          // where there is no certificate
  std::string cloud = "global";  // "us-government", "us-defense", "china"
  std::string login_url;         // "https://login.microsoftonline.com"; empty: the cloud's
  std::string graph_url;         // "https://graph.microsoft.com"; empty: the cloud's
  std::string ca_file;           // PEM; empty: the system's certificates

  /// What files are named by: "user-name", the part of userPrincipalName before the @, and any of the user's
  /// properties: userPrincipalName, mailNickname (the alias), mail, employeeId, onPremisesSamAccountName ...
  std::string key = "user-name";
  std::string people;  // an OData $filter; empty: everybody who is no guest

  int in_flight = 4;                                 // requests at the same time, of the application altogether
  int requests = 10'000;                             // in ten minutes
  long long upload_bytes = 150'000'000;              // in five minutes
  std::chrono::milliseconds least_distance{30'000};  // between two writes to one person
  std::chrono::milliseconds shows_within{60'000};    // a photo that was written
  bool heed_policy = true;                           // do nothing where the tenant takes photos from on premises
  std::chrono::milliseconds connect_within{10'000};
  std::chrono::milliseconds answer_within{100'000};
};

/// A tenant, logged in. The token is fetched anew before it ends. Every request goes through one gate: so many at the
/// same time, so many in ten minutes, so many bytes in five; Retry-After holds all of them back.
///
/// clock, stop  outlive it; `stop` ends waits, with limit_reached
/// fails        usage; unreachable, untrusted; login_refused; access_denied; refused: the tenant's photos come from on
///              premises
/// source       Microsoft Graph v1.0; notes and where they disagree: microsoft-365.md
Result<std::unique_ptr<PhotoStore>> connect_microsoft_365(Microsoft365Settings settings, Clock& clock,
                                                          const std::atomic<bool>& stop);

/// What a tenant lets the application do, for people to read.
struct TenantFacts {
  std::string tenant;                      // its identifier, out of the token
  std::vector<std::string> roles;          // granted to the application: "ProfilePhoto.ReadWrite.All"
  std::vector<std::string> missing_roles;  // of those that are needed
  std::chrono::seconds token_life{0};
  std::chrono::seconds clock_ahead{0};  // this computer's, before the service's; negative: behind
  std::string photo_source;             // photoUpdateSettings: "cloud", "onPremises"; empty: not known
  std::optional<Error> policy_error;    // why not
};

/// fails  as connect_microsoft_365, but for the photo policy
Result<TenantFacts> examine_microsoft_365(Microsoft365Settings settings, Clock& clock, const std::atomic<bool>& stop);

}  // namespace headroom::store
