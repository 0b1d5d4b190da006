#include "delivery/plan_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <unordered_map>

#include "base/csv_row.h"
#include "base/csv_table.h"
#include "base/read_file.h"
#include "delivery/picture.h"
#include "store/sha256.h"

namespace headroom::delivery {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t plan_limit = std::size_t{1} << 30;  // bytes; 400 a row, so two million people
constexpr std::array<std::string_view, 10> columns{"action", "person", "name", "file",  "bytes",
                                                   "before", "after",  "id",   "store", "reason"};
enum Column { action, person, display_name, file, bytes, before, after, id, store, reason };

bool is_sum(std::string_view text) {
  return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

/// Relative, and going nowhere but down.
bool stays_below(const std::string& path) {
  if (path.empty() || path.find('\0') != std::string::npos) return false;
  const fs::path relative(path);
  return relative.is_relative() && std::ranges::none_of(relative, [](const fs::path& part) { return part == ".."; });
}

/// What is wrong with a step that no plan holds: an action that somebody put in place of another one.
std::string_view contradiction(const Step& step) {
  const bool picture = !step.after.empty() && !step.file.empty();
  if (step.action == Action::skip || step.action == Action::no_match) return {};
  if (step.person.id.empty()) return "nobody's id is in it";
  if (!step.reason.empty()) return "a reason says why nothing was to be done";
  if (step.action == Action::create && (!picture || !step.before.empty()))
    return "create needs a picture, and nothing before";
  if (step.action == Action::replace && (!picture || step.before.empty()))
    return "replace needs a picture, and one before";
  if (step.action == Action::remove && (!step.after.empty() || !step.file.empty())) return "remove needs no picture";
  if (step.action == Action::same && (!picture || step.before != step.after)) return "same needs the same picture";
  return {};
}

class Reader {
 public:
  Reader(const fs::path& folder, std::string_view identity) : folder_(folder), identity_(identity) {}

  Result<std::vector<Step>> read(std::string_view text, const std::string& name) {
    const auto table = CsvTable::parse(text, name);
    if (!table) return Failure(table.error());
    for (std::size_t i = 0; i < columns.size(); i++) {
      const auto column = table->column(columns[i]);
      if (!column) return fail(Fault::usage, column.error().detail + "; a plan that upload --plan wrote is wanted");
      columns_[i] = *column;
    }
    std::vector<Step> steps;
    steps.reserve(table->rows().size());
    for (const auto& row : table->rows()) {
      auto step = step_of(*table, row);
      if (!step) return Failure(step.error());
      steps.push_back(std::move(*step));
    }
    return steps;
  }

 private:
  std::string cell(const CsvTable::Row& row, Column column) const { return unguarded(row.cells[columns_[column]]); }

  Result<Step> step_of(const CsvTable& table, const CsvTable::Row& row) {
    if (const auto other = cell(row, store); other != identity_)
      return table.wrong(row, fmt::format("the plan is for the store '{}', this one is '{}'; name that store with --to "
                                          "and --base, or make a new plan for this one",
                                          other, identity_));
    const auto known = action_named(cell(row, action));
    if (!known)
      return table.wrong(row, fmt::format("the action '{}' is not known; only skip may be put in", cell(row, action)));
    Step step;
    step.action = *known;
    step.person = {cell(row, id), cell(row, person), cell(row, display_name), {}, true};
    step.file = cell(row, file);
    step.before = cell(row, before);
    step.after = cell(row, after);
    step.reason = cell(row, reason);
    if (auto good = take_picture(table, row, step); !good) return Failure(good.error());
    if (const auto what = contradiction(step); !what.empty())
      return table.wrong(row, fmt::format("{} cannot be: {}; an action may only be changed to skip, else make a new "
                                          "plan",
                                          headroom::delivery::name(step.action), what));
    if (step.action == Action::skip && step.reason.empty()) step.reason = "taken out of the plan by hand";
    return once(table, row, std::move(step));
  }

  Result<void> take_picture(const CsvTable& table, const CsvTable::Row& row, Step& step) const {
    const std::string number = cell(row, bytes);
    const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), step.bytes);
    if (error != std::errc() || end != number.data() + number.size() || step.bytes < 0)
      return table.wrong(row, fmt::format("bytes '{}' is no whole number", number));
    for (const auto* sum : {&step.before, &step.after})
      if (!sum->empty() && !is_sum(*sum)) return table.wrong(row, fmt::format("'{}' is no SHA-256", *sum));
    if (step.file.empty()) return {};
    if (!stays_below(step.file))
      return table.wrong(row, fmt::format("the file '{}' is not below the folder {}", step.file, folder_.string()));
    step.path = folder_ / step.file;
    return {};
  }

  /// Refuses a second change for one person.
  Result<Step> once(const CsvTable& table, const CsvTable::Row& row, Step step) {
    if (!changes(step.action)) return step;
    const auto [first, is_new] = changed_.try_emplace(step.person.id, row.line);
    if (is_new) return step;
    return table.wrong(row, fmt::format("the photo of {} is changed in line {}, too; keep one of the rows",
                                        step.person.key, first->second));
  }

  const fs::path& folder_;
  std::string_view identity_;
  std::array<std::size_t, columns.size()> columns_{};
  std::unordered_map<std::string, std::size_t> changed_;  // id to line
};

/// A link may lead out of the folder.
bool lies_below(const fs::path& path, const fs::path& folder) {
  std::error_code error;
  const auto relative = fs::weakly_canonical(path, error).lexically_relative(fs::weakly_canonical(folder, error));
  return !error && !relative.empty() && *relative.begin() != "..";
}

/// Makes a step whose picture is not that of the plan a `skip`.
void check_picture_of(Step& step, const fs::path& folder) {
  if (step.action != Action::create && step.action != Action::replace) return;
  std::string wrong;
  if (!lies_below(step.path, folder)) {
    wrong = "it is a link out of the folder";
  } else if (const auto picture = read_picture(step.path, static_cast<std::size_t>(step.bytes)); !picture) {
    wrong = picture.error().fault == Fault::too_large ? "it is larger" : picture.error().detail;
  } else if (store::sha256(*picture) != step.after) {
    wrong = "it is another one";
  }
  if (wrong.empty()) return;
  step.action = Action::skip;
  step.reason = fmt::format("the picture is not as the plan has it: {}; make a new plan", wrong);
  step.error = Error{Fault::changed_since, step.reason, {}};
}

}  // namespace

std::string plan_csv(const std::vector<Step>& steps, std::string_view store_identity) {
  CsvRow header;
  for (const auto column : columns) header.text(column);
  std::string text = header.line();
  for (const auto& step : steps) {
    CsvRow row;
    row.text(name(step.action)).text(step.person.key).text(step.person.name).text(step.file).number(step.bytes);
    row.text(step.before).text(step.after).text(step.person.id).text(store_identity).text(step.reason);
    text += row.line();
  }
  return text;
}

Result<std::vector<Step>> parse_plan(std::string_view text, const std::string& name, const fs::path& folder,
                                     std::string_view store_identity) {
  return Reader(folder, store_identity).read(text, name);
}

Result<std::vector<Step>> read_plan(const fs::path& file, const fs::path& folder, std::string_view store_identity) {
  const auto bytes = read_file(file, plan_limit);
  if (!bytes) return fail(Fault::usage, fmt::format("{}: {}; a plan is wanted", file.string(), bytes.error().detail));
  auto steps =
      parse_plan({reinterpret_cast<const char*>(bytes->data()), bytes->size()}, file.string(), folder, store_identity);
  if (!steps) return steps;
  for (auto& step : *steps) check_picture_of(step, folder);
  return steps;
}

}  // namespace headroom::delivery
