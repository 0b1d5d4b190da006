#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace headroom {

/// A CSV file that somebody else wrote, cells by the names of its header. Strict: a benchmark must not guess.
///
/// RFC 4180: cells apart by commas, quotes around what holds commas, quotes (doubled) and line ends. LF, CR LF, a byte
/// order mark and empty lines are taken as they come; a row with more or fewer cells than the header is an error, and
/// so is a quote where none may be. Where the header has no comma but semicolons or tabs, as spreadsheets write in half
/// of Europe, these part the cells. UTF-16 is refused by name.
class CsvTable {
 public:
  struct Row {
    std::size_t line = 0;  // of the file where it begins, from 1
    std::vector<std::string> cells;
  };

  /// name   what errors call the file
  /// fails  usage: "labels.csv:7: ..."; no header
  static Result<CsvTable> parse(std::string_view text, std::string name);
  /// fails  as parse; unreadable: the disk's reason, in words
  static Result<CsvTable> read(const std::filesystem::path& file);

  const std::vector<Row>& rows() const { return rows_; }

  /// The column of this name.
  /// fails  usage: there is none, or there are two
  Result<std::size_t> column(std::string_view name) const;
  std::optional<std::size_t> column_if_any(std::string_view name) const;

  /// The finite number in a cell.
  /// fails  usage: it holds something else
  Result<double> number(const Row& row, std::size_t column) const;

  /// An error of this row: "labels.csv:7: " and `what`.
  Failure wrong(const Row& row, std::string_view what) const;

 private:
  std::string name_;
  std::vector<std::string> header_;
  std::vector<Row> rows_;
};

}  // namespace headroom
