#include <fmt/format.h>

#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <ostream>
#include <string>
#include <vector>

#include "cli/complain.h"
#include "cli/delivery_flow.h"
#include "cli/delivery_options.h"
#include "cli/indented.h"
#include "cli/parser.h"
#include "cli/printable.h"

namespace headroom::cli {
namespace {

constexpr int schema = 1;

struct Given {
  std::string run;
  GivenOptions options;
};

std::string_view ending(const delivery::Run& run) {
  if (!run.ended.empty()) return "";
  return run.unfinished > 0 ? "  goes on, or was cut off: then run the same command again"
                            : "  goes on, or was cut off; nothing of it is left open";
}

std::string runs_text(const std::vector<delivery::Run>& runs) {
  if (runs.empty()) return "no run yet\n";
  std::string lines = fmt::format("{:<24}{:<9}{:<21}{:>9}{:>8}{:>12}  {}\n", "run", "command", "begun (UTC)",
                                  "verified", "failed", "unfinished", "store");
  for (const auto& run : runs)
    lines += fmt::format("{:<24}{:<9}{:<21}{:>9}{:>8}{:>12}  {}{}\n", run.id, run.command, run.begun, run.verified,
                         run.failed, run.unfinished, printable(run.store), ending(run));
  return lines;
}

std::string runs_json(const std::vector<delivery::Run>& runs) {
  auto rows = nlohmann::ordered_json::array();
  for (const auto& run : runs)
    rows.push_back({{"id", run.id},
                    {"command", run.command},
                    {"store", run.store},
                    {"begun", run.begun},
                    {"ended", run.ended},
                    {"verified", run.verified},
                    {"failed", run.failed},
                    {"unfinished", run.unfinished}});
  return indented({{"schema", schema}, {"runs", std::move(rows)}});
}

std::string deliveries_text(const std::vector<delivery::Delivery>& deliveries) {
  std::string lines;
  for (const auto& each : deliveries) {
    lines +=
        fmt::format("{:<9} {:<8} {}", delivery::name(each.state), delivery::name(each.action), printable(each.key));
    if (!each.file.empty()) lines += fmt::format("  {}", printable(each.file));
    if (each.state == delivery::State::failed) lines += fmt::format("  {}", printable(each.error.detail));
    lines += '\n';
  }
  return lines;
}

std::string deliveries_json(const std::vector<delivery::Delivery>& deliveries) {
  auto rows = nlohmann::ordered_json::array();
  for (const auto& each : deliveries) {
    const bool failed = each.state == delivery::State::failed;
    rows.push_back({{"person", each.key},
                    {"id", each.person},
                    {"file", each.file},
                    {"action", delivery::name(each.action)},
                    {"state", delivery::name(each.state)},
                    {"fault", failed ? name(each.error.fault) : ""},
                    {"detail", failed ? each.error.detail : ""},
                    {"before", each.before},
                    {"after", each.after}});
  }
  return indented({{"schema", schema}, {"deliveries", std::move(rows)}});
}

int status(const Given& given, const Streams& streams) {
  const auto request = delivery_request(given.options);
  if (!request) return complain(request.error(), streams);
  const auto folder = state_folder(*request);
  if (!folder) return complain(folder.error(), streams);
  std::error_code error;
  if (!std::filesystem::exists(*folder / "journal.sqlite", error)) {
    streams.out << (request->json ? runs_json({}) : runs_text({}));
    return all_done;
  }
  const auto journal = delivery::Journal::open(*folder / "journal.sqlite");  // no lock: a run may be going on
  if (!journal) return complain(journal.error(), streams);
  if (given.run.empty()) {
    const auto runs = (*journal)->runs();
    if (!runs) return complain(runs.error(), streams);
    streams.out << (request->json ? runs_json(*runs) : runs_text(*runs));
    return all_done;
  }
  const auto deliveries = (*journal)->of_run(given.run);
  if (!deliveries) return complain(deliveries.error(), streams);
  if (deliveries->empty() && !request->json)
    streams.out << fmt::format("run {} changed nothing, or there was no such run; see headroom status\n",
                               printable(given.run));
  streams.out << (request->json ? deliveries_json(*deliveries) : deliveries_text(*deliveries));
  return all_done;
}

}  // namespace

Action declare_status(Parser& parser) {
  const auto given = std::make_shared<Given>();
  parser.add("RUN", given->run, "a run, for what it did to each person; default: all runs, the latest first");
  given->options.declare_config(parser);
  given->options.declare(connection_options(), parser);
  given->options.declare(output_options(), parser);
  return [given](const Streams& streams) { return status(*given, streams); };
}

}  // namespace headroom::cli
