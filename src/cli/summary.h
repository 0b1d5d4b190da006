#pragma once

#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "batch/conversion.h"
#include "report/reports.h"

namespace headroom::cli {

/// What a run says at its end.
struct Summary {
  std::filesystem::path out;
  bool contact_sheet = true;
  std::size_t photos = 0;  // in the listing
  std::size_t to_do = 0;   // when the run began
  long long done = 0;      // in this run
  double seconds = 0;
  report::Totals totals;
  std::vector<std::string> failures;  // the first few, a sentence each
  int interrupt_status = 0;
  std::optional<Error> stopped_by;  // the run could not go on
};

constexpr std::size_t failures_shown = 5;

/// "ada.jpg: cut off after 12 % of its rows", fit for a terminal.
std::string failure_text(const Outcome& outcome);

/// A few lines for people: what came out, where to look, how to go on.
std::string summary_text(const Summary& summary);

/// The same for programs; one object.
nlohmann::ordered_json summary_json(const Summary& summary, int exit_status);

/// What a run would do, a line per photo.
std::string plan_text(const batch::Conversion& conversion);

/// The same as an array of objects {file, action, outputs}.
nlohmann::ordered_json plan_json(const batch::Conversion& conversion);

}  // namespace headroom::cli
