#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "base/photo.h"
#include "base/result.h"

namespace headroom::report {

/// The outcomes of a run, one after the other, in the report's order; there may be 100,000, so nobody holds them all.
using Visit = std::function<void(const Outcome&)>;
using Outcomes = std::function<void(const Visit&)>;

/// What the reports say about the run as a whole. Nothing in it may differ when a run is repeated or resumed: no time,
/// no number of attempts.
struct RunDescription {
  std::string version;                                        // "0.1.0"
  std::vector<std::pair<std::string, std::string>> settings;  // {"margin", "25"} ..., in the order to be shown
  std::string device;                                         // "CPU", "OpenCL: NVIDIA H200"
  bool contact_sheet = true;                                  // whether it is wanted
};

struct Totals {
  std::int64_t photos = 0;
  std::int64_t ok = 0;
  std::int64_t warning = 0;
  std::int64_t failed = 0;
  std::int64_t retriable = 0;  // of the failed: those that may succeed in a later run as they are
  std::int64_t outputs = 0;
  std::int64_t bytes = 0;  // of all outputs

  void count(const Outcome& outcome);
  bool operator==(const Totals&) const = default;
};

/// Writes crops.csv, report.csv, report.jsonl, contact-sheet.html and contact-sheet/*.js into the output folder.
///
/// All are finished under `<folder>/.headroom/tmp` before the first gets its name, so a killed run leaves the reports
/// of the run before. `outcomes` is called once; when it throws, nothing has been replaced. Same outcomes and
/// description, same bytes; `seconds` in report.csv and report.jsonl is all that comes from a clock. fails
/// write_failed, naming the file
Result<Totals> write_reports(const std::filesystem::path& folder, const Outcomes& outcomes,
                             const RunDescription& description);

}  // namespace headroom::report
