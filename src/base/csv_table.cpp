#include "base/csv_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/read_file.h"

namespace headroom {
namespace {

constexpr std::size_t file_limit = std::size_t{1} << 30;  // bytes; a row takes 100, so ten million photos
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

Failure wrong_at(const std::string& name, std::size_t line, std::string_view what) {
  return fail(Fault::usage, fmt::format("{}:{}: {}", name, line, what));
}

bool is_utf_16(std::string_view text) { return text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF"); }

/// What parts the cells of the first line that is not empty: a comma, unless there is none outside of quotes.
char separator_of(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of("\r\n"), text.size()));
  char found = ',';
  bool quoted = false;
  for (const char letter : text) {
    if (letter == '"') quoted = !quoted;
    if (quoted) continue;
    if (letter == ',') return ',';
    if (letter == '\n') break;
    if (found == ',' && (letter == ';' || letter == '\t')) found = letter;
  }
  return found;
}

/// Takes a text apart, row by row.
class Scanner {
 public:
  Scanner(std::string_view text, const std::string& name) : text_(text), name_(name) {
    if (text_.starts_with(byte_order_mark)) text_.remove_prefix(byte_order_mark.size());
    separator_ = separator_of(text_);
  }

  bool at_end() const { return at_ == text_.size(); }

  /// One row; an empty line has one empty cell.
  Result<CsvTable::Row> row() {
    CsvTable::Row row{line_, {}};
    while (true) {
      auto cell = at_quote() ? quoted() : plain();
      if (!cell) return Failure(cell.error());
      row.cells.push_back(std::move(*cell));
      if (take(separator_)) continue;
      take('\r');
      if (take('\n')) line_++;
      return row;
    }
  }

 private:
  bool at_quote() const { return !at_end() && text_[at_] == '"'; }
  bool at_line_end() const {
    return at_end() || text_[at_] == '\n' || text_.substr(at_, 2) == "\r\n" || text_.substr(at_) == "\r";
  }

  bool take(char letter) {
    if (at_end() || text_[at_] != letter) return false;
    at_++;
    return true;
  }

  Result<std::string> plain() {
    const std::size_t begin = at_;
    for (; !at_line_end() && text_[at_] != separator_; at_++) {
      if (text_[at_] == '"') return wrong_at(name_, line_, "a quote within a cell that does not begin with one");
      if (text_[at_] == '\r') return wrong_at(name_, line_, "a carriage return within a line");
    }
    return std::string(text_.substr(begin, at_ - begin));
  }

  Result<std::string> quoted() {
    const std::size_t first_line = line_;
    std::string cell;
    for (at_++; !at_end(); at_++) {
      if (text_[at_] == '"' && text_.substr(at_, 2) != "\"\"") {
        at_++;
        if (at_line_end() || text_[at_] == separator_) return cell;
        return wrong_at(name_, line_, "text after the closing quote of a cell");
      }
      if (text_[at_] == '"') at_++;  // of two quotes one is meant
      if (text_[at_] == '\n') line_++;
      cell += text_[at_];
    }
    return wrong_at(name_, first_line, "a quote that is never closed");
  }

  std::string_view text_;
  const std::string& name_;
  char separator_ = ',';
  std::size_t at_ = 0;
  std::size_t line_ = 1;
};

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

bool is_empty(const CsvTable::Row& row) { return row.cells.size() == 1 && row.cells[0].empty(); }

}  // namespace

Result<CsvTable> CsvTable::parse(std::string_view text, std::string name) {
  CsvTable table;
  table.name_ = std::move(name);
  if (is_utf_16(text)) return fail(Fault::usage, fmt::format("{}: UTF-16 text; save it as \"CSV UTF-8\"", table.name_));
  Scanner scanner(text, table.name_);
  while (!scanner.at_end()) {
    auto row = scanner.row();
    if (!row) return Failure(row.error());
    if (is_empty(*row)) continue;
    if (table.header_.empty()) {
      table.header_ = std::move(row->cells);
      continue;
    }
    if (row->cells.size() != table.header_.size())
      return table.wrong(*row,
                         fmt::format("{} cells where the header names {}", row->cells.size(), table.header_.size()));
    table.rows_.push_back(std::move(*row));
  }
  if (table.header_.empty()) return fail(Fault::usage, fmt::format("{}: no header; the file is empty", table.name_));
  return table;
}

Result<CsvTable> CsvTable::read(const std::filesystem::path& file) {
  const auto bytes = read_file(file, file_limit);
  if (!bytes)
    return fail(Fault::usage, fmt::format("{}: {}; a CSV file is wanted", file.string(), bytes.error().detail));
  return parse({reinterpret_cast<const char*>(bytes->data()), bytes->size()}, file.string());
}

Result<std::size_t> CsvTable::column(std::string_view name) const {
  const auto count = std::ranges::count(header_, name);
  if (count != 1)
    return fail(Fault::usage,
                fmt::format("{}: {} column '{}' in the header", name_, count == 0 ? "no" : "a second", name));
  return static_cast<std::size_t>(std::ranges::find(header_, name) - header_.begin());
}

std::optional<std::size_t> CsvTable::column_if_any(std::string_view name) const {
  const auto found = std::ranges::find(header_, name);
  if (found == header_.end()) return std::nullopt;
  return static_cast<std::size_t>(found - header_.begin());
}

Result<double> CsvTable::number(const Row& row, std::size_t column) const {
  const std::string_view text = trimmed(row.cells[column]);
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value))
    return wrong(row, fmt::format("{} '{}' is no number", header_[column], row.cells[column]));
  return value;
}

Failure CsvTable::wrong(const Row& row, std::string_view what) const { return wrong_at(name_, row.line, what); }

}  // namespace headroom
