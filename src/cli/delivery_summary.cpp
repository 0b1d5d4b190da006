#include "cli/delivery_summary.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/csv_row.h"
#include "cli/complain.h"
#include "cli/printable.h"

namespace headroom::cli {
namespace {

using delivery::State;

constexpr int schema = 1;
constexpr std::size_t rows_shown = 5;

bool unmatched(const DeliveryRow& row) {
  return row.error && !row.left_out && row.action == delivery::Action::no_match;
}
bool failed(const DeliveryRow& row) { return row.error && !row.left_out && row.action != delivery::Action::no_match; }

std::string sentence(const DeliveryRow& row) {
  const std::string& subject = row.file.empty() ? row.person : row.file;
  return printable(fmt::format("{}: {}", subject, row.error->detail));
}

/// The first few rows of a kind, a line each.
std::string first_of(const std::vector<DeliveryRow>& rows, bool (*wanted)(const DeliveryRow&)) {
  std::string lines;
  std::size_t count = 0;
  for (const DeliveryRow& row : rows)
    if (wanted(row) && count++ < rows_shown) lines += fmt::format("              {}\n", sentence(row));
  if (count > rows_shown) lines += fmt::format("              and {} more\n", count - rows_shown);
  return lines;
}

std::string_view state_word(const DeliveryRow& row) {
  if (row.left_out) return "left-out";
  if (!row.waits.empty()) return delivery::name(State::planned);
  if (!row.action) return "not-reached";
  if (*row.action == delivery::Action::skip && !row.error) return "left-out";
  return delivery::name(row.state);
}

std::string count_line(std::string_view word, long long count, std::string_view note) {
  if (count == 0) return "";
  return fmt::format("  {:<10}{:>7}{}{}\n", word, count, note.empty() ? "" : "   ", note);
}

/// The store that the first of them waits for is in its reason.
std::string waiting_lines(const DeliveryResult& result, const DeliveryTotals& totals) {
  if (totals.waiting == 0) return "";
  const auto first = std::ranges::find_if(result.rows, [](const DeliveryRow& row) { return !row.waits.empty(); });
  const std::string& subject = first->file.empty() ? first->person : first->file;
  return count_line("waiting", totals.waiting, "for the photo in the store before; run the same command again") +
         fmt::format("              {}\n", printable(fmt::format("{}: {}", subject, first->waits)));
}

/// What `--to` calls a store: "ad" of "ad DC=ad,DC=test", and "folder:PATH".
std::string kind_of(const std::string& identity) {
  const auto end = identity.find(' ');
  const std::string kind = identity.substr(0, end);
  return kind == "folder" && end != std::string::npos ? printable(kind + ":" + identity.substr(end + 1)) : kind;
}

std::string how_to_go_on(const DeliveryResult& result, const DeliveryTotals& totals) {
  std::string lines;
  if (totals.left > 0)
    lines += fmt::format("{} are left; the same command goes on where this run ended\n", totals.left);
  if (totals.retriable > 0)
    lines += fmt::format("{} of the failed may succeed later: run the same command again\n", totals.retriable);
  if (result.keeps && totals.replaced + totals.removed > 0)
    lines += fmt::format("earlier photos are kept; they come back with: headroom restore --run {} --to {} ...\n",
                         result.run, kind_of(result.store));
  return lines;
}

/// What one store's part came to.
std::string store_text(const DeliveryResult& result) {
  const DeliveryTotals totals = totals_of(result.rows);
  const long long written = totals.created + totals.replaced + totals.removed;
  std::string lines = fmt::format("{}: {} looked at, {} changed", printable(result.store),
                                  static_cast<long long>(result.rows.size()) - totals.left - totals.waiting, written);
  if (written > 0 && result.seconds > 0)
    lines += fmt::format(" in {:.1f} s, {:.1f}/s", result.seconds, static_cast<double>(written) / result.seconds);
  lines += '\n';
  lines += count_line("new", totals.created, "") + count_line("replaced", totals.replaced, "") +
           count_line("removed", totals.removed, "") + count_line("same", totals.same, "nothing to do") +
           count_line("left out", totals.left_out, "on purpose") + count_line("no match", totals.unmatched, "") +
           first_of(result.rows, unmatched) + count_line("failed", totals.failed, "") + first_of(result.rows, failed) +
           waiting_lines(result, totals) + how_to_go_on(result, totals);
  if (!result.run.empty()) lines += fmt::format("run {}\n", result.run);
  return lines;
}

nlohmann::ordered_json store_json(const DeliveryResult& result) {
  const DeliveryTotals totals = totals_of(result.rows);
  nlohmann::ordered_json json{{"run", result.run},           {"store", result.store},
                              {"created", totals.created},   {"replaced", totals.replaced},
                              {"removed", totals.removed},   {"same", totals.same},
                              {"left_out", totals.left_out}, {"unmatched", totals.unmatched},
                              {"failed", totals.failed},     {"retriable", totals.retriable},
                              {"left", totals.left},         {"waiting", totals.waiting},
                              {"seconds", result.seconds},   {"interrupted", result.interrupt_status != 0},
                              {"exit", exit_status(result)}};
  if (result.stopped_by) json["error"] = result.stopped_by->detail;
  return json;
}

}  // namespace

DeliveryTotals totals_of(const std::vector<DeliveryRow>& rows) {
  DeliveryTotals totals;
  for (const DeliveryRow& row : rows) {
    if (!row.waits.empty()) {
      totals.waiting++;
    } else if (row.left_out || (row.action == delivery::Action::skip && !row.error)) {
      totals.left_out++;
    } else if (unmatched(row)) {
      totals.unmatched++;
    } else if (failed(row)) {
      totals.failed++;
      if (worth_retrying(row.error->fault)) totals.retriable++;
    } else if (row.state != State::verified) {
      totals.left++;
    } else {
      const bool written = row.sent;
      (!written                                  ? totals.same
       : row.action == delivery::Action::create  ? totals.created
       : row.action == delivery::Action::replace ? totals.replaced
                                                 : totals.removed)++;
    }
  }
  return totals;
}

std::string delivery_csv(Results results) {
  CsvRow header;
  for (const char* name : {"store", "file", "person", "action", "state", "fault", "detail", "before", "after"})
    header.text(name);
  std::string csv = header.line();
  for (const DeliveryResult& result : results)
    for (const DeliveryRow& row : result.rows)
      csv += CsvRow()
                 .text(result.store)
                 .text(row.file)
                 .text(row.person)
                 .text(row.action ? delivery::name(*row.action) : "")
                 .text(state_word(row))
                 .text(row.error ? name(row.error->fault) : "")
                 .text(row.error ? row.error->detail : row.waits)
                 .text(row.before)
                 .text(row.after)
                 .line();
  return csv;
}

std::string delivery_text(Results results, const std::filesystem::path& report) {
  std::string lines;
  for (const DeliveryResult& result : results) lines += store_text(result);
  if (!report.empty()) lines += fmt::format("look at {}\n", printable(report.string()));
  return lines;
}

nlohmann::ordered_json delivery_json(Results results, const std::filesystem::path& report) {
  nlohmann::ordered_json json{{"schema", schema}};
  if (results.size() == 1) {
    json.update(store_json(results.front()));
  } else {
    json["deliveries"] = nlohmann::ordered_json::array();
    for (const DeliveryResult& result : results) json["deliveries"].push_back(store_json(result));
  }
  json["report"] = report.string();
  json["exit"] = exit_status(results);
  return json;
}

int exit_status(const DeliveryResult& result) {
  const DeliveryTotals totals = totals_of(result.rows);
  if (result.stopped_by) return exit_status(result.stopped_by->fault);
  if (result.interrupt_status != 0) return result.interrupt_status;
  if (totals.retriable + totals.left + totals.waiting > 0) return some_retriable;
  return totals.failed + totals.unmatched > 0 ? some_failed : all_done;
}

int exit_status(Results results) {
  int status = all_done;
  for (const DeliveryResult& result : results) status = worse(status, exit_status(result));
  return status;
}

}  // namespace headroom::cli
