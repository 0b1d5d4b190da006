#pragma once

#include "cli/checks.h"
#include "store/microsoft_365.h"

namespace headroom::cli {

/// Tries a tenant: connection, login of the application, its roles, the clock, and whose photos the tenant shows.
///
/// returns  false: nothing more can be tried
bool check_microsoft_365(const store::Microsoft365Settings& settings, Checks& checks);

/// What the facts of a tenant come to.
///
/// heed_policy  photos from on premises are a failure
void judge(const store::TenantFacts& facts, const store::Microsoft365Settings& settings, Checks& checks);

}  // namespace headroom::cli
