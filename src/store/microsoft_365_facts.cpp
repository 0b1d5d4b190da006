#include <algorithm>

#include "store/microsoft_365.h"
#include "store/microsoft_365_tenant.h"

namespace headroom::store {
namespace {

/// A right that is needed: the least of the roles that give it, and the others.
struct Need {
  std::string_view least;
  std::vector<std::string_view> others;
};

std::vector<std::string> missing_of(const std::vector<std::string>& granted) {
  const Need needs[] = {
      {"ProfilePhoto.ReadWrite.All", {"User.ReadWrite.All"}},
      {"User.ReadBasic.All", {"User.Read.All", "User.ReadWrite.All", "Directory.Read.All", "Directory.ReadWrite.All"}},
  };
  const auto is_granted = [&](std::string_view role) { return std::ranges::find(granted, role) != granted.end(); };
  std::vector<std::string> missing;
  for (const Need& need : needs)
    if (!is_granted(need.least) && std::ranges::none_of(need.others, is_granted)) missing.emplace_back(need.least);
  return missing;
}

}  // namespace

Result<TenantFacts> examine_microsoft_365(Microsoft365Settings settings, Clock& clock, const std::atomic<bool>& stop) {
  const auto tenant = Microsoft365Tenant::open(std::move(settings), clock, stop);
  if (!tenant) return Failure(tenant.error());
  const AccessToken& token = (*tenant)->token();
  TenantFacts facts;
  facts.tenant = (*tenant)->identifier();
  facts.roles = token.claims.roles;
  facts.missing_roles = missing_of(facts.roles);
  facts.token_life = token.life;
  facts.clock_ahead = token.clock_ahead.value_or(std::chrono::seconds(0));
  if (auto source = (*tenant)->photo_source())
    facts.photo_source = std::move(*source);
  else
    facts.policy_error = std::move(source.error());
  return facts;
}

}  // namespace headroom::store
