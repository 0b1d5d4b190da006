#include "base/csv_row.h"

#include <algorithm>

#include <fmt/format.h>

#include <array>

#include "base/rounding.h"

namespace headroom {
namespace {

// The last four are the full-width forms of the first four, which East Asian spreadsheets treat alike.
constexpr std::array<std::string_view, 11> formula_starts{
    "=", "+", "-", "@", "\t", "\r", "\n", "\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D", "\xEF\xBC\xA0"};

bool looks_like_formula(std::string_view text) {
  return std::ranges::any_of(formula_starts, [&](const auto start) { return text.substr(0, start.size()) == start; });
}

/// A formula, behind any number of apostrophes.
bool needs_apostrophe(std::string_view text) {
  return looks_like_formula(text.substr(std::min(text.find_first_not_of('\''), text.size())));
}

bool needs_quotes(std::string_view text) {
  if (text.empty()) return false;
  const bool outer_space = text.front() == ' ' || text.back() == ' ';  // readers often trim what is not quoted
  return outer_space || text.find_first_of(",\"\r\n") != std::string_view::npos;
}

std::string in_quotes(std::string_view text) {
  std::string result = "\"";
  for (const char letter : text) {
    if (letter == '"') result += '"';
    result += letter;
  }
  return result + '"';
}

}  // namespace

CsvRow& CsvRow::text(std::string_view text) {
  next_cell();
  std::string cell = needs_apostrophe(text) ? "'" : "";
  cell += text;
  cells_ += needs_quotes(cell) ? in_quotes(cell) : cell;
  return *this;
}

CsvRow& CsvRow::number(long long value) {
  next_cell();
  cells_ += std::to_string(value);
  return *this;
}

CsvRow& CsvRow::decimal(double value, int places) {
  next_cell();
  cells_ += fmt::format("{:.{}f}", rounded(value, places), places);
  return *this;
}

CsvRow& CsvRow::empty() {
  next_cell();
  return *this;
}

void CsvRow::next_cell() {
  if (!first_) cells_ += ',';
  first_ = false;
}

std::string unguarded(std::string cell) {
  if (cell.starts_with('\'') && needs_apostrophe(cell)) cell.erase(0, 1);
  return cell;
}

}  // namespace headroom
