#include "delivery/manifest.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <set>

#include "base/csv_row.h"
#include "base/csv_table.h"
#include "base/folded.h"
#include "delivery/batch_limits.h"
#include "delivery/safe_name.h"

namespace headroom::delivery {
namespace {

constexpr std::size_t sum_size = 64;  // hexadecimal digits

Failure broken(std::string what) { return fail(Fault::broken, std::move(what)); }

bool is_sum(std::string_view text) {
  return text.size() == sum_size && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

/// The columns of a manifest.
struct Columns {
  std::size_t file = 0, person = 0, name = 0, bytes = 0, sha256 = 0, dn = 0;
};

Result<Columns> columns_of(const CsvTable& table) {
  Columns columns;
  const std::pair<std::string_view, std::size_t*> wanted[] = {
      {"file", &columns.file},   {"person", &columns.person}, {"name", &columns.name},
      {"bytes", &columns.bytes}, {"sha256", &columns.sha256}, {"dn", &columns.dn},
  };
  for (const auto& [name, index] : wanted) {
    const auto column = table.column(name);
    if (!column) return broken(column.error().detail);
    *index = *column;
  }
  return columns;
}

ManifestRow row_of(const CsvTable::Row& row, const Columns& columns) {
  ManifestRow picture;
  picture.file = unguarded(row.cells[columns.file]);
  picture.person = unguarded(row.cells[columns.person]);
  picture.name = unguarded(row.cells[columns.name]);
  picture.sha256 = row.cells[columns.sha256];
  picture.dn = unguarded(row.cells[columns.dn]);
  const std::string& number = row.cells[columns.bytes];
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), picture.bytes);
  if (error != std::errc() || end != number.data() + number.size()) picture.bytes = -1;
  return picture;
}

/// What is wrong with a row by itself; nothing: an empty text.
std::string_view wrong_with(const ManifestRow& row) {
  if (!is_safe_name(row.file) || !row.file.ends_with(".jpg")) return "not the name of a picture";
  if (folded(row.person).empty()) return "nobody named";
  if (row.bytes < 1 || row.bytes > static_cast<long long>(batch_picture_limit)) return "not the size of a picture";
  if (!is_sum(row.sha256)) return "not a SHA-256";
  return {};
}

}  // namespace

std::string manifest_csv(const std::vector<ManifestRow>& rows) {
  std::string text = CsvRow().text("file").text("person").text("name").text("bytes").text("sha256").text("dn").line();
  for (const auto& row : rows)
    text +=
        CsvRow().text(row.file).text(row.person).text(row.name).number(row.bytes).text(row.sha256).text(row.dn).line();
  return text;
}

Result<std::vector<ManifestRow>> parse_manifest(std::string_view text) {
  const auto table = CsvTable::parse(text, std::string(manifest_file));
  if (!table) return broken(table.error().detail);
  const auto columns = columns_of(*table);
  if (!columns) return Failure(columns.error());
  if (table->rows().size() > batch_people_limit)
    return broken(
        fmt::format("{}: {} people; a batch has at most {}", manifest_file, table->rows().size(), batch_people_limit));
  std::set<std::string> files, people;
  std::vector<ManifestRow> rows;
  for (const auto& row : table->rows()) {
    rows.push_back(row_of(row, *columns));
    std::string_view what = wrong_with(rows.back());
    if (what.empty() && !files.insert(folded(rows.back().file)).second) what = "a file that is listed twice";
    if (what.empty() && !people.insert(folded(rows.back().person)).second) what = "a person who is listed twice";
    if (!what.empty()) return broken(fmt::format("{}:{}: {}", manifest_file, row.line, what));
  }
  return rows;
}

std::string sums_text(const Sums& sums) {
  std::string text;
  for (const auto& [file, sum] : sums) text += fmt::format("{}  {}\n", sum, file);
  return text;
}

Result<Sums> parse_sums(std::string_view text) {
  Sums sums;
  std::set<std::string> names;
  for (std::size_t number = 1; !text.empty(); number++) {
    std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty()) continue;
    const std::string_view between = line.substr(std::min(sum_size, line.size())).substr(0, 2);
    const std::string_view name = line.substr(std::min(sum_size + 2, line.size()));
    if (!is_sum(line.substr(0, sum_size)) || (between != "  " && between != " *"))
      return broken(fmt::format("{}:{}: not a SHA-256 and a file", sums_file, number));
    if (!is_safe_name(name)) return broken(fmt::format("{}:{}: not the name of a file in a batch", sums_file, number));
    if (!names.insert(folded(name)).second)
      return broken(fmt::format("{}:{}: {} is listed twice", sums_file, number, name));
    sums.emplace(name, line.substr(0, sum_size));
  }
  return sums;
}

}  // namespace headroom::delivery
