#include <fmt/format.h>
#include <fmt/ostream.h>

#include <CLI/CLI.hpp>
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
#include "cli/interrupt.h"
#include "cli/option_parser.h"
#include "cli/option_values.h"
#include "cli/printable.h"
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

/// The two halves of the command, as they were asked for.
struct RunRequest {
  ConvertRequest convert;
  DeliveryRequest delivery;
  bool doubtful = false;  // photos in which nobody was found are delivered, too
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

/// The output that the store takes must be among those that are made.
Result<Size> delivered_size(const store::Traits& traits, const batch::Settings& settings) {
  const auto larger = [](const auto& one, const auto& other) { return one.size.width < other.size.width; };
  if (traits.size == Size{}) return std::ranges::max_element(settings.outputs, larger)->size;
  for (const auto& output : settings.outputs)
    if (output.size == traits.size) return output.size;
  return fail(Fault::usage, fmt::format("{} takes {}, which is not among the sizes of this run: add --size {}",
                                        traits.kind, text(traits.size), text(traits.size)));
}

Result<std::vector<Match>> matches_of(const batch::Conversion& conversion, Size size, store::PhotoStore& store,
                                      const DeliveryRequest& request, const Streams& streams) {
  const auto rule = name_rule(request);
  if (!rule) return Failure(rule.error());
  const auto roster = roster_of(store, request, streams);
  if (!roster) return Failure(roster.error());
  say_unknown_keys(*rule, *roster, streams);
  auto matches = delivery::match(offers_of(conversion.entries(), size, conversion.settings().out), *roster, *rule);
  refuse_shared_outputs(matches, conversion.entries(), size);
  return matches;
}

/// Converts and delivers in one flow graph.
class DeliveringRun {
 public:
  DeliveringRun(const RunRequest& request, batch::Conversion& conversion, ConvertTools& tools, DeliverySession& session,
                const Streams& streams)
      : request_(request), conversion_(conversion), tools_(tools), session_(session), streams_(streams) {}

  Result<int> run() {
    const auto size = delivered_size(session_.store().traits(), request_.convert.settings);
    if (!size) return Failure(size.error());
    auto matches = matches_of(conversion_, *size, session_.store(), request_.delivery, streams_);
    if (!matches) return Failure(matches.error());
    if (auto begun = session_.begin("run", Report::none); !begun) return Failure(begun.error());
    for (const Match& match : *matches)
      if (match.offer.path.empty()) session_.submit({match, false, {}, std::nullopt});  // listed, but not there
    DeliveryUploads uploads(session_, std::move(*matches), *size, request_.doubtful);
    Rate people;
    const auto beside = [&](LiveLine::Seconds now) { return delivery_look(people, now); };
    const Summary summary = ConvertRun(request_.convert, conversion_, tools_, streams_).run(&uploads, beside);
    uploads.say_rest(conversion_.entries());
    return finish(summary, session_.finish());
  }

 private:
  Look delivery_look(Rate& people, LiveLine::Seconds now) const {
    const auto& progress = session_.progress();
    people.add(now, progress.done);
    const double share = static_cast<double>(progress.done) /
                         static_cast<double>(std::max<std::size_t>(1, conversion_.entries().size()));
    return {delivery_line(progress, session_.pulse(), people.per_second(), system_clock().now()), share};
  }

  Result<int> finish(const Summary& summary, const DeliveryResult& result) const {
    const auto report = request_.convert.settings.out / "delivery.csv";
    const auto written = write_file(report, delivery_csv(result.rows));
    int status = worse(exit_status(summary), exit_status(result));
    if (!written) status = worse(status, exit_status(written.error().fault));
    if (request_.convert.json) {
      const nlohmann::ordered_json both{
          {"conversion", nlohmann::ordered_json::parse(summary_json(summary, exit_status(summary)))},
          {"delivery", nlohmann::ordered_json::parse(delivery_json(result, written ? report : fs::path()))},
          {"exit", status}};
      streams_.out << both.dump(2) << '\n';
    } else if (!request_.convert.quiet) {
      streams_.out << summary_text(summary) << delivery_text(result, written ? report : fs::path());
    }
    if (!written) complain(written.error(), streams_);
    if (summary.stopped_by) complain(*summary.stopped_by, streams_);
    if (result.stopped_by) complain(*result.stopped_by, streams_);
    return status;
  }

  const RunRequest& request_;
  batch::Conversion& conversion_;
  ConvertTools& tools_;
  DeliverySession& session_;
  const Streams& streams_;
};

/// What would be converted, and whose it would be.
Result<int> dry_run(RunRequest& request, const batch::Conversion& conversion, const Streams& streams) {
  auto opened = OpenStore::open(request.delivery, interrupted());
  if (!opened) return Failure(opened.error());
  store::PhotoStore& store = (*opened)->store();
  const auto size = delivered_size(store.traits(), request.convert.settings);
  if (!size) return Failure(size.error());
  const auto matches = matches_of(conversion, *size, store, request.delivery, streams);
  if (!matches) return Failure(matches.error());
  streams.out << plan_text(conversion);
  for (const Match& match : *matches)
    fmt::print(streams.out, "{}  ->  {}\n", printable(match.offer.file),
               match.error ? match.error->detail : printable(match.person->key));
  return all_done;
}

Result<int> run(RunRequest& request, const Streams& streams) {
  if (!request.delivery.dry_run)
    if (auto checked = check_asking(request.delivery, streams); !checked) return Failure(checked.error());
  if (auto checked = check_decoding(request.convert, streams); !checked) return Failure(checked.error());
  auto tools = ConvertTools::ready(request.convert, streams);
  if (!tools) return Failure(tools.error());
  // The store before the photos: a mistake in a password must not show after a night's work.
  std::unique_ptr<DeliverySession> session;
  if (!request.delivery.dry_run) {
    auto opened = DeliverySession::open(request.delivery, streams);
    if (!opened) return Failure(opened.error());
    session = std::move(*opened);
  }
  auto conversion = batch::Conversion::prepare(request.convert.settings);
  if (!conversion) return Failure(conversion.error());
  if (!session) return dry_run(request, **conversion, streams);
  const std::size_t photos = (*conversion)->entries().size();
  if (!request.delivery.yes &&
      !agreed_to(fmt::format("{} photos: converted, and delivered to {}", photos, session->store().identity()),
                 streams))
    return fail(Fault::limit_reached, "nothing was done");
  return DeliveringRun(request, **conversion, *tools, *session, streams).run();
}

}  // namespace

Action declare_run(CLI::App& app) {
  const auto given = std::make_shared<Given>();
  app.add_option("PHOTOS... OUT", given->paths, "files and folders, and last the output folder");
  app.add_option("--hold", given->hold,
                 "doubtful: photos in which nobody is surely found are converted, but not delivered (default); none")
      ->type_name("WHICH")
      ->envname("HEADROOM_HOLD");
  given->options.declare_config(app);
  given->options.declare(convert_options(), app);
  given->options.declare(delivery_options(), app);
  return [given](const Streams& streams) {
    auto request = request_from(*given);
    const auto status = request ? run(*request, streams) : Result<int>(Failure(request.error()));
    return status ? *status : complain(status.error(), streams);
  };
}

}  // namespace headroom::cli
