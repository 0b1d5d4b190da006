#include "cli/summary.h"

#include "cli/printable.h"

#include <fmt/format.h>

#include <functional>
#include <nlohmann/json.hpp>

namespace headroom::cli {
namespace {

constexpr int summary_schema = 1;

std::string sizes_text(const std::vector<batch::OutputSpec>& outputs) {
  std::string sizes;
  for (const auto& output : outputs) sizes += fmt::format("{}{}", sizes.empty() ? "" : " ", text(output.size));
  return sizes;
}

/// What would be done for one photo; `outputs` is null where nothing is to be made.
using Line = std::function<void(const batch::Entry& entry, std::string_view action,
                                const std::vector<batch::OutputSpec>* outputs)>;

void for_each_planned(const batch::Conversion& conversion, const Line& line) {
  auto task = conversion.tasks().begin();
  for (std::size_t i = 0; i < conversion.entries().size(); i++) {
    const auto& entry = conversion.entries()[i];
    const bool to_do = task != conversion.tasks().end() && task->entry == i;
    if (entry.error) {
      line(entry, name(entry.error->fault), nullptr);
    } else {
      line(entry, to_do ? "convert" : "up-to-date", to_do ? &task->wanted : nullptr);
    }
    if (to_do) ++task;
  }
}

}  // namespace

std::string failure_text(const Outcome& outcome) {
  return printable(fmt::format("{}: {}", outcome.file, outcome.error.detail));
}

std::string summary_text(const Summary& summary) {
  const auto& totals = summary.totals;
  std::string lines;
  if (summary.photos == 0) {
    lines += "no photos found; sub-folders are looked into with --recursive\n";
  } else if (summary.to_do == 0) {
    lines += fmt::format("nothing to do: all {} photos are up to date\n", summary.photos);
  } else {
    lines += fmt::format("{} photos in {:.1f} s, {:.1f} photos/s\n", summary.done, summary.seconds,
                         summary.seconds > 0 ? static_cast<double>(summary.done) / summary.seconds : 0.0);
  }
  lines += fmt::format("  ok       {:>7}\n  warning  {:>7}   a person should look\n  failed   {:>7}\n", totals.ok,
                       totals.warning, totals.failed);
  for (const auto& failure : summary.failures) lines += fmt::format("             {}\n", failure);
  if (const auto more = totals.failed - static_cast<long long>(summary.failures.size()); more > 0)
    lines += fmt::format("             and {} more: see report.csv\n", more);
  lines += fmt::format("  outputs  {:>7}   {:.1f} MB\n", totals.outputs, static_cast<double>(totals.bytes) / 1e6);
  if (const auto left = static_cast<long long>(summary.photos) - totals.photos; left > 0)
    lines += fmt::format("{} photos are left; the same command goes on where this run ended\n", left);
  if (totals.retriable > 0)
    lines += fmt::format("{} of the failed photos may succeed later: run the same command again\n", totals.retriable);
  lines += fmt::format("look at {}\n",
                       (summary.out / (summary.contact_sheet ? "contact-sheet.html" : "report.csv")).string());
  return lines;
}

nlohmann::ordered_json summary_json(const Summary& summary, int exit_status) {
  const auto& totals = summary.totals;
  nlohmann::ordered_json json{{"schema", summary_schema},
                              {"photos", summary.photos},
                              {"done", summary.done},
                              {"ok", totals.ok},
                              {"warning", totals.warning},
                              {"failed", totals.failed},
                              {"retriable", totals.retriable},
                              {"outputs", totals.outputs},
                              {"bytes", totals.bytes},
                              {"seconds", summary.seconds},
                              {"out", summary.out.string()},
                              {"interrupted", summary.interrupt_status != 0},
                              {"exit", exit_status}};
  if (summary.stopped_by) json["error"] = summary.stopped_by->detail;
  return json;
}

std::string plan_text(const batch::Conversion& conversion) {
  std::string lines;
  for_each_planned(conversion, [&lines](const batch::Entry& entry, std::string_view action, const auto* outputs) {
    lines += fmt::format("{:<12}  {}{}\n", action, printable(entry.file), outputs ? "  " + sizes_text(*outputs) : "");
  });
  lines +=
      fmt::format("{} photos, {} to do; nothing was written\n", conversion.entries().size(), conversion.tasks().size());
  return lines;
}

nlohmann::ordered_json plan_json(const batch::Conversion& conversion) {
  auto photos = nlohmann::ordered_json::array();
  for_each_planned(conversion, [&photos](const batch::Entry& entry, std::string_view action, const auto* outputs) {
    nlohmann::ordered_json photo{{"file", entry.file}, {"action", action}, {"outputs", nlohmann::json::array()}};
    if (outputs)
      for (const auto& output : *outputs) photo["outputs"].push_back(text(output.size));
    photos.push_back(std::move(photo));
  });
  return photos;
}

}  // namespace headroom::cli
