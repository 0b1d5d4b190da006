#include "report/reports.h"

#include <array>

#include "report/contact_sheet.h"
#include "report/json_lines.h"
#include "report/summary_files.h"
#include "report/whole_file.h"

namespace headroom::report {
namespace {

/// A report that grows by lines.
struct LineReport {
  WholeFile file;
  std::string (*lines)(const Outcome&);
};

}  // namespace

void Totals::count(const Outcome& outcome) {
  photos++;
  ok += outcome.status == Status::ok;
  warning += outcome.status == Status::warning;
  failed += outcome.status == Status::failed;
  retriable += outcome.status == Status::failed && worth_retrying(outcome.error.fault);
  for (const auto& output : outcome.outputs) {
    if (output.path.empty()) continue;  // left out on purpose
    outputs++;
    bytes += output.bytes;
  }
}

Result<Totals> write_reports(const std::filesystem::path& folder, const Outcomes& outcomes,
                             const RunDescription& description) {
  std::array<LineReport, 3> reports{{
      {WholeFile(folder, "crops.csv"), crops_lines},
      {WholeFile(folder, "report.csv"), report_line},
      {WholeFile(folder, "report.jsonl"), json_line},
  }};
  reports[0].file.write(crops_header());
  reports[1].file.write(report_header());
  ContactSheet sheet(folder);
  Totals totals;
  outcomes([&](const Outcome& outcome) {
    totals.count(outcome);
    for (auto& report : reports) report.file.write(report.lines(outcome));
    if (description.contact_sheet) sheet.add(outcome);
  });

  for (auto& report : reports)
    if (const auto sealed = report.file.seal(); !sealed) return Failure(sealed.error());
  if (description.contact_sheet)
    if (const auto sealed = sheet.seal(totals, description); !sealed) return Failure(sealed.error());
  for (auto& report : reports)
    if (const auto published = report.file.publish(); !published) return Failure(published.error());
  if (description.contact_sheet)
    if (const auto published = sheet.publish(); !published) return Failure(published.error());
  sync_names(folder);
  return totals;
}

}  // namespace headroom::report
