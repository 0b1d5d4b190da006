#pragma once

#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <span>
#include <string>
#include <vector>

#include "cli/delivery_session.h"

namespace headroom::cli {

/// Rows by what became of them.
struct DeliveryTotals {
  long long created = 0;
  long long replaced = 0;
  long long removed = 0;
  long long same = 0;      // it was there already; for removals: none was there
  long long left_out = 0;  // opted out, disabled, declined, or has a photo already
  long long unmatched = 0;
  long long failed = 0;
  long long retriable = 0;  // of the failed
  long long left = 0;       // the run ended before them
  long long waiting = 0;    // for the photo in a store before this one
};
DeliveryTotals totals_of(const std::vector<DeliveryRow>& rows);

/// What deliveries of the same photos came to, a store each; one is as good as several.
using Results = std::span<const DeliveryResult>;

/// `store,file,person,action,state,fault,detail,before,after`, a line each.
std::string delivery_csv(Results results);
inline std::string delivery_csv(const DeliveryResult& result) { return delivery_csv(Results(&result, 1)); }

/// A few lines for people.
///
/// report  where everything stands; may be empty
std::string delivery_text(Results results, const std::filesystem::path& report);

/// The same for programs: one object; of several stores it has an array `deliveries` of such objects.
nlohmann::ordered_json delivery_json(Results results, const std::filesystem::path& report);

/// The exit statuses of src/README.md; of several the one that says more.
int exit_status(const DeliveryResult& result);
int exit_status(Results results);

}  // namespace headroom::cli
