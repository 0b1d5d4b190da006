#pragma once

#include <string>
#include <string_view>

namespace headroom {

/// One line of a CSV file, after RFC 4180: cells apart by commas, CR LF at the end, quotes only where needed.
///
///   CsvRow row;
///   row.text("=1+1").number(7).empty();
///   row.line()  ->  "'=1+1,7,\r\n"
///
/// Text is somebody else's: where a spreadsheet would take it for a formula it gets a leading apostrophe (OWASP, "CSV
/// injection"), and so does text that looks as if it had got one already: `unguarded` takes off just that. Bytes that
/// are no UTF-8 stay as they are, so that a script can find the file.
class CsvRow {
 public:
  CsvRow& text(std::string_view text);
  CsvRow& number(long long value);
  CsvRow& decimal(double value, int places);  // never "-0.0"
  CsvRow& empty();

  std::string line() const { return cells_ + "\r\n"; }

 private:
  void next_cell();

  std::string cells_;
  bool first_ = true;
};

/// The text that CsvRow::text was given, from the cell that a reader gives back.
std::string unguarded(std::string cell);

}  // namespace headroom
