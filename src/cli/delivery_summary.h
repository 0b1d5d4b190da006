#pragma once

#include <filesystem>
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
};
DeliveryTotals totals_of(const std::vector<DeliveryRow>& rows);

/// `file,person,action,state,fault,detail,before,after`, a line each.
std::string delivery_csv(const std::vector<DeliveryRow>& rows);

/// A few lines for people.
///
/// report  where everything stands; may be empty
std::string delivery_text(const DeliveryResult& result, const std::filesystem::path& report);

/// The same for programs; one object.
std::string delivery_json(const DeliveryResult& result, const std::filesystem::path& report);

/// The exit statuses of src/README.md.
int exit_status(const DeliveryResult& result);

}  // namespace headroom::cli
