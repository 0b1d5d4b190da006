#include "cli/doctor_microsoft_365.h"

#include <fmt/format.h>

#include <chrono>
#include <string>

#include "cli/doctor_network.h"
#include "cli/interrupt.h"
#include "cli/store_settings.h"

namespace headroom::cli {
namespace {

using store::Microsoft365Settings;
using store::TenantFacts;

constexpr std::chrono::seconds noticeable_skew{60};
constexpr std::chrono::seconds most_skew{300};  // what token services take of an assertion's times

void judge_roles(const TenantFacts& facts, Checks& checks) {
  if (!facts.roles.empty()) checks.ok("roles", fmt::format("granted: {}", fmt::join(facts.roles, ", ")));
  if (facts.missing_roles.empty()) return;
  checks.failed("roles",
                {Fault::access_denied,
                 fmt::format("the application lacks {}: add it as an application permission of Microsoft Graph (not a "
                             "delegated one), and let an administrator consent",
                             fmt::join(facts.missing_roles, ", ")),
                 {}});
}

void judge_clock(std::chrono::seconds ahead, Checks& checks) {
  const auto apart = std::chrono::abs(ahead);
  const std::string words = apart.count() == 0 ? std::string("the same as the service's")
                                               : fmt::format("{} s {} the service's", apart.count(),
                                                             ahead.count() > 0 ? "ahead of" : "behind");
  if (apart <= noticeable_skew) return checks.ok("clock", words);
  if (apart <= most_skew) return checks.warned("clock", words + "; over 300 s logins fail: set it by NTP");
  checks.failed("clock", {Fault::usage, words + ", over 300 s logins fail: set this machine's clock by NTP", {}});
}

void judge_policy(const TenantFacts& facts, bool heed, Checks& checks) {
  if (facts.photo_source.empty())
    return checks.skipped("policy", facts.policy_error ? facts.policy_error->detail
                                                       : "the tenant does not say where its photos come from");
  if (facts.photo_source != "onPremises")
    return checks.ok("policy", fmt::format("the tenant's photos come from {}", facts.photo_source));
  const std::string words =
      "the tenant takes photos from on premises (photoUpdateSettings), and what is written to Microsoft 365 is refused "
      "or overwritten";
  if (!heed) return checks.warned("policy", words + "; --ignore-photo-policy writes all the same");
  checks.failed("policy",
                {Fault::refused, words + ": deliver to the directory (--to ad), or set its source to cloud", {}});
}

}  // namespace

void judge(const TenantFacts& facts, const Microsoft365Settings& settings, Checks& checks) {
  const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(facts.token_life).count();
  checks.ok("login", fmt::format("as application {} in tenant {}, by {}; tokens last {} min", settings.client,
                                 facts.tenant.empty() ? settings.tenant : facts.tenant,
                                 settings.certificate_file.empty() ? "client secret" : "certificate", minutes));
  judge_roles(facts, checks);
  judge_clock(facts.clock_ahead, checks);
  judge_policy(facts, settings.heed_policy, checks);
}

bool check_microsoft_365(const Microsoft365Settings& settings, Checks& checks) {
  const auto facts = store::examine_microsoft_365(duplicate(settings), system_clock(), interrupted());
  if (!facts) {
    checks.failed(step_of(facts.error().fault), facts.error());
    return false;
  }
  checks.ok("encryption", "TLS; the certificates are good");
  judge(*facts, settings, checks);
  return facts->missing_roles.empty() && (!settings.heed_policy || facts->photo_source != "onPremises");
}

}  // namespace headroom::cli
