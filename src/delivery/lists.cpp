#include "delivery/lists.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "base/csv_row.h"
#include "base/csv_table.h"
#include "base/folded.h"
#include "base/read_file.h"
#include "delivery/folding.h"
#include "delivery/offers.h"

namespace headroom::delivery {
namespace {

constexpr std::size_t list_limit = std::size_t{256} << 20;  // bytes; 100 a row, so two million people
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr std::string_view other_encoding = "not UTF-8 text; save it as \"CSV UTF-8\"";

Result<std::string> text_of(const std::filesystem::path& file) {
  const auto bytes = read_file(file, list_limit);
  if (!bytes) return fail(Fault::usage, fmt::format("{}: {}; a list is wanted", file.string(), bytes.error().detail));
  return std::string(bytes->begin(), bytes->end());
}

/// Cells with a line number, of a list whose rows need not have one length.
std::string_view first_cell(std::string_view line) {
  if (!line.starts_with('"')) return line.substr(0, line.find_first_of(",;\t"));
  return line.substr(1, line.find('"', 1) - 1);
}

std::string_view next_line(std::string_view& rest) {
  const std::string_view line = rest.substr(0, rest.find('\n'));
  rest.remove_prefix(std::min(line.size() + 1, rest.size()));
  return line;
}

}  // namespace

Result<std::map<std::string, std::string>> parse_list(std::string_view text, const std::string& name) {
  const auto table = CsvTable::parse(text, name);
  if (!table) return Failure(table.error());
  const auto file_column = table->column("file");
  if (!file_column) return Failure(file_column.error());
  const auto person_column = table->column("person");
  if (!person_column) return Failure(person_column.error());

  struct First {
    std::string key;
    std::size_t line = 0;
  };
  std::map<std::string, First> firsts;  // by compared path
  std::map<std::string, std::string> listed;
  for (const auto& row : table->rows()) {
    const std::string file = unguarded(row.cells[*file_column]);
    const std::string key = unguarded(row.cells[*person_column]);
    if (!is_utf_8(file) || !is_utf_8(key)) return table->wrong(row, other_encoding);
    if (folded(file).empty()) return table->wrong(row, "no file");
    if (folded(key).empty())
      return table->wrong(row, fmt::format("nobody named for {}; fill in the cell or take the row out", file));
    const auto [first, is_new] = firsts.try_emplace(folded(bare_path(file)), First{folded(key), row.line});
    if (!is_new && first->second.key != folded(key))
      return table->wrong(row, fmt::format("{} is given to {}, in line {} to somebody else; keep one of the rows", file,
                                           key, first->second.line));
    listed.emplace(file, key);
  }
  return listed;
}

Result<std::map<std::string, std::string>> read_list(const std::filesystem::path& csv) {
  const auto text = text_of(csv);
  if (!text) return Failure(text.error());
  return parse_list(*text, csv.string());
}

Result<std::set<std::string>> parse_keys(std::string_view text, const std::string& name) {
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF") || !is_utf_8(text))
    return fail(Fault::usage, fmt::format("{}: {}", name, other_encoding));
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  std::set<std::string> keys;
  bool first = true;
  for (std::size_t number = 1; !text.empty(); number++) {
    const std::string line = folded(next_line(text));
    if (line.empty() || line.starts_with('#')) continue;
    if (line.starts_with('"') && std::ranges::count(line, '"') % 2 != 0)
      return fail(Fault::usage, fmt::format("{}:{}: a quote that is never closed", name, number));
    const std::string key = folded(unguarded(std::string(first_cell(line))));
    if (key.empty()) return fail(Fault::usage, fmt::format("{}:{}: no key in the first column", name, number));
    if (!first || key != "person") keys.insert(key);
    first = false;
  }
  return keys;
}

Result<std::set<std::string>> read_keys(const std::filesystem::path& file) {
  const auto text = text_of(file);
  if (!text) return Failure(text.error());
  return parse_keys(*text, file.string());
}

std::vector<std::string> unknown_keys(const std::set<std::string>& keys, const Roster& roster) {
  std::vector<std::string> unknown;
  std::ranges::copy_if(keys, std::back_inserter(unknown), [&](const auto& key) { return roster.with(key).empty(); });
  return unknown;
}

}  // namespace headroom::delivery
