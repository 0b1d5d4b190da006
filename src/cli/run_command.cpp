#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "cli/asking.h"
#include "cli/commands.h"
#include "cli/complain.h"
#include "cli/convert_run.h"
#include "cli/delivery_flow.h"
#include "cli/delivery_options.h"
#include "cli/delivery_summary.h"
#include "cli/delivery_uploads.h"
#include "cli/indented.h"
#include "cli/option_parser.h"
#include "cli/option_values.h"
#include "cli/parser.h"
#include "cli/run_preview.h"
#include "cli/run_request.h"
#include "cli/write_file.h"

namespace headroom::cli {
namespace {

namespace fs = std::filesystem;
using delivery::Match;

struct Given {
  std::vector<std::string> paths;  // the photos, and last the output folder
  std::string hold = "doubtful";
  GivenOptions options;
};

Result<RunRequest> request_from(const Given& given) {
  const auto texts = given.options.all_texts();
  if (!texts) return Failure(texts.error());
  auto convert = convert_request(given.paths, *texts);
  if (!convert) return Failure(convert.error());
  auto delivery = delivery_request(given.options);
  if (!delivery) return Failure(delivery.error());
  const auto doubtful = choice_from<bool>({given.hold}, {{"doubtful", false}, {"none", true}});
  if (!doubtful) return wrong_option("hold", doubtful.error());
  if (!delivery->plan.empty() || !delivery->apply.empty() || delivery->confirm)
    return fail(Fault::usage,
                "--plan, --apply and --confirm need finished pictures: headroom convert first, then headroom upload");
  return RunRequest{std::move(*convert), std::move(*delivery), *doubtful};
}

/// Converts and delivers in one flow graph.
class DeliveringRun {
 public:
  /// sizes  of the outputs for each session
  DeliveringRun(const RunRequest& request, batch::Conversion& conversion, ConvertTools& tools, const Sessions& sessions,
                std::vector<Size> sizes, const Streams& streams)
      : request_(request),
        conversion_(conversion),
        tools_(tools),
        sessions_(sessions),
        sizes_(std::move(sizes)),
        streams_(streams) {}

  Result<int> run() {
    auto stages = stages_of_run();
    if (!stages) return Failure(stages.error());
    if (auto begun = begin_all(sessions_, "run"); !begun) return Failure(begun.error());
    for (const UploadStage& stage : *stages)
      for (const Match& match : stage.matches)
        if (match.offer.path.empty()) stage.session->submit({match, false, {}, std::nullopt});  // listed, not there
    DeliveryUploads uploads(std::move(*stages), request_.doubtful);
    Rate people;
    const auto beside = [&](LiveLine::Seconds now) { return delivery_look(people, now); };
    const Summary summary = ConvertRun(request_.convert, conversion_, tools_, streams_).run(&uploads, beside);
    uploads.say_rest(conversion_.entries());
    return finish(summary, finish_all(sessions_));
  }

 private:
  Result<std::vector<UploadStage>> stages_of_run() {
    std::vector<UploadStage> stages;
    for (std::size_t i = 0; i < sessions_.size(); i++) {
      auto matches = matches_of(conversion_, sizes_[i], sessions_[i]->store(), request_.delivery, streams_);
      if (!matches) return Failure(matches.error());
      stages.push_back({sessions_[i].get(), std::move(*matches), sizes_[i]});
    }
    return stages;
  }

  Look delivery_look(Rate& people, LiveLine::Seconds now) const {
    const auto& last = sessions_.back()->progress();  // who is done there is done
    people.add(now, last.done);
    const double share =
        static_cast<double>(last.done) / static_cast<double>(std::max<std::size_t>(1, conversion_.entries().size()));
    const auto clock = system_clock().now();
    if (sessions_.size() == 1)
      return {delivery_line(last, sessions_.back()->pulse(), people.per_second(), clock), share};
    std::vector<Stage> stages;
    stages.reserve(sessions_.size());
    for (const auto& session : sessions_)
      stages.push_back({session->store().traits().kind, &session->progress(), &session->pulse()});
    return {delivery_line(stages, people.per_second(), clock), share};
  }

  Result<int> finish(const Summary& summary, const std::vector<DeliveryResult>& results) const {
    const auto report = request_.convert.settings.out / "delivery.csv";
    const auto written = write_file(report, delivery_csv(results));
    int status = worse(exit_status(summary), exit_status(results));
    if (!written) status = worse(status, exit_status(written.error().fault));
    if (request_.convert.json) {
      const nlohmann::ordered_json both{{"conversion", summary_json(summary, exit_status(summary))},
                                        {"delivery", delivery_json(results, written ? report : fs::path())},
                                        {"exit", status}};
      streams_.out << indented(both);
    } else if (!request_.convert.quiet) {
      streams_.out << summary_text(summary) << delivery_text(results, written ? report : fs::path());
    }
    if (!written) complain(written.error(), streams_);
    if (summary.stopped_by) complain(*summary.stopped_by, streams_);
    complain_of_ends(results, streams_);
    return status;
  }

  const RunRequest& request_;
  batch::Conversion& conversion_;
  ConvertTools& tools_;
  const Sessions& sessions_;
  const std::vector<Size> sizes_;
  const Streams& streams_;
};

/// The sessions whose stores take one of the outputs, and which one.
struct Delivering {
  Sessions sessions;
  std::vector<Size> sizes;
};

Result<Delivering> delivering(RunRequest& request, const Streams& streams) {
  auto sessions = open_sessions(request.delivery, streams);
  if (!sessions) return Failure(sessions.error());
  const auto sizes = delivered_sizes(destinations_of(*sessions), request, streams);
  if (!sizes) return Failure(sizes.error());
  Delivering all{std::move(*sessions), {}};
  all.sizes = close_idle(all.sessions, *sizes);
  return all;
}

bool agreed(std::size_t photos, const Sessions& sessions, const Streams& streams) {
  std::vector<std::string> stores;
  stores.reserve(sessions.size());
  for (const auto& session : sessions) stores.push_back(session->store().identity());
  return agreed_to(fmt::format("{} photos: converted, and delivered to {}", photos, fmt::join(stores, ", then ")),
                   streams);
}

Result<int> run(RunRequest& request, const Streams& streams) {
  const bool dry = request.delivery.dry_run;
  if (!dry)
    if (auto checked = check_asking(request.delivery, streams); !checked) return Failure(checked.error());
  if (auto checked = check_decoding(request.convert, streams); !checked) return Failure(checked.error());
  auto tools = ConvertTools::ready(request.convert, streams);
  if (!tools) return Failure(tools.error());
  // The stores before the photos: a mistake in a password must not show after a night's work.
  auto all = dry ? Result<Delivering>(Delivering{}) : delivering(request, streams);
  if (!all) return Failure(all.error());
  auto conversion = batch::Conversion::prepare(request.convert.settings);
  if (!conversion) return Failure(conversion.error());
  if (dry) return preview_run(request, **conversion, streams);
  if (!request.delivery.yes && !agreed((*conversion)->entries().size(), all->sessions, streams))
    return fail(Fault::limit_reached, "nothing was done");
  return DeliveringRun(request, **conversion, *tools, all->sessions, std::move(all->sizes), streams).run();
}

}  // namespace

Action declare_run(Parser& parser) {
  const auto given = std::make_shared<Given>();
  parser.add("PHOTOS... OUT", given->paths, "files and folders, and last the output folder");
  parser
      .add("--hold", given->hold,
           "doubtful: photos in which nobody is surely found are converted, but not delivered (default); none")
      .value("WHICH")
      .environment("HEADROOM_HOLD");
  given->options.declare_config(parser);
  given->options.declare(convert_options(), parser);
  given->options.declare(delivery_options(), parser);
  return [given](const Streams& streams) {
    auto request = request_from(*given);
    const auto status = request ? run(*request, streams) : Result<int>(Failure(request.error()));
    return status ? *status : complain(status.error(), streams);
  };
}

}  // namespace headroom::cli
