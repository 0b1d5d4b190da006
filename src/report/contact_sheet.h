#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/photo.h"
#include "base/result.h"
#include "report/reports.h"
#include "report/whole_file.h"

namespace headroom::report {

/// contact-sheet.html and the scripts beside it that bring the photos, `rows_per_part` each.
///
/// The page opens from disk: a browser lets a file load scripts and pictures next to it, but no data (no fetch, no
/// modules). A part is `add_photos(number, [rows])`; what a row holds stands in page_photos.cpp, at `field`.
class ContactSheet {
 public:
  explicit ContactSheet(std::filesystem::path folder);

  void add(const Outcome& outcome);

  /// Everything is on the disk under temporary names. fails write_failed
  Result<void> seal(const Totals& totals, const RunDescription& description);

  /// Parts first, then the page, then parts of an earlier, larger run go. fails write_failed
  Result<void> publish();

 private:
  void end_part();
  void remove_parts_left_over();

  std::filesystem::path folder_;
  std::vector<WholeFile> parts_;
  WholeFile page_;
  int rows_ = 0;  // in the last part
  Result<void> state_;
};

/// One photo as a row of a part, in the order of `field` in page_photos.cpp.
std::string contact_sheet_row(const Outcome& outcome);

constexpr int rows_per_part = 2000;  // some 600 kB: a part is parsed in a few milliseconds, the page stays responsive

}  // namespace headroom::report
