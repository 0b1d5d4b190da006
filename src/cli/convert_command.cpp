#include <fmt/format.h>
#include <fmt/ostream.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <memory>
#include <ostream>
#include <thread>

#include "batch/conversion.h"
#include "cli/commands.h"
#include "cli/complain.h"
#include "cli/face_model.h"
#include "cli/interrupt.h"
#include "cli/option_parser.h"
#include "cli/options.h"
#include "cli/printable.h"
#include "cli/progress.h"
#include "cli/summary.h"
#include "compute/choose.h"
#include "filter/measure.h"
#include "report/reports.h"

namespace headroom::cli {
namespace {

struct Given {
  std::vector<std::string> paths;  // the photos, and last the output folder
  GivenOptions options;
};

Result<ConvertRequest> request_from(const Given& given) {
  if (given.paths.size() < 2)
    return fail(Fault::usage, "name the photos and, last, the output folder: headroom convert PHOTOS... OUT");
  ConvertRequest request;
  request.settings.jobs = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
  request.settings.photos.assign(given.paths.begin(), given.paths.end() - 1);
  request.settings.out = given.paths.back();
  auto texts = given.options.all_texts();
  if (!texts) return Failure(texts.error());
  if (auto applied = take(*texts, convert_options(), request); !applied) return Failure(applied.error());
  return request;
}

/// The run itself, with its progress; then the reports, whatever came of it.
class ConvertRun {
 public:
  ConvertRun(const ConvertRequest& request, batch::Conversion& conversion, compute::Backend& backend,
             const crop::SubjectFinder& finder, const Streams& streams)
      : request_(request), conversion_(conversion), backend_(backend), finder_(finder), streams_(streams) {}

  int run() {
    Summary summary;
    summary.out = request_.settings.out;
    summary.contact_sheet = request_.settings.contact_sheet;
    summary.photos = conversion_.entries().size();
    summary.to_do = conversion_.tasks().size();
    if (auto converted = convert(summary); !converted) summary.stopped_by = converted.error();
    const auto outcomes = [&](const report::Visit& visit) {
      conversion_.visit([&](const Outcome& outcome) {
        visit(outcome);
        if (outcome.status == Status::failed && summary.failures.size() < failures_shown)
          summary.failures.push_back(failure_text(outcome));
      });
    };
    auto totals = report::write_reports(request_.settings.out, outcomes, description());
    if (totals) {
      summary.totals = *totals;
    } else {
      summary.totals = counted();
      if (!summary.stopped_by) summary.stopped_by = totals.error();
    }
    summary.interrupt_status = interrupt_status();
    return finish(summary);
  }

 private:
  Result<void> convert(Summary& summary) {
    if (conversion_.tasks().empty()) return {};
    say(fmt::format("{} photos, {} to do; {}; {} at a time", conversion_.entries().size(), conversion_.tasks().size(),
                    backend_.description(), request_.settings.jobs));
    auto decoders = codec::Decoders::start(batch::decoder_settings(request_.settings), request_.settings.jobs);
    if (!decoders) return Failure(decoders.error());
    if (!(*decoders)->missing().empty())
      say(fmt::format("decoders are less confined than they should be: {}", (*decoders)->missing()));
    catch_interrupts();
    batch::Progress progress;
    const auto begin = std::chrono::steady_clock::now();
    auto converted = [&] {
      std::unique_ptr<ProgressReporter> reporter;
      if (!request_.quiet)
        reporter = std::make_unique<ProgressReporter>(progress, streams_.messages, streams_.terminal);
      return conversion_.convert(**decoders, backend_, finder_, progress, interrupted());
    }();
    if (backend_.just_gave_up())
      fmt::print(streams_.messages, "the device failed and was given up: {}; the CPU did the rest\n",
                 backend_.last_error());
    summary.done = progress.done;
    summary.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    return converted;
  }

  report::RunDescription description() const {
    return {HEADROOM_VERSION, batch::described(request_.settings), "", request_.settings.contact_sheet};
  }

  report::Totals counted() {
    report::Totals totals;
    conversion_.visit([&totals](const Outcome& outcome) { totals.count(outcome); });
    return totals;
  }

  void say(const std::string& line) const {
    if (!request_.quiet) fmt::print(streams_.messages, "{}\n", line);
  }

  int finish(const Summary& summary) const {
    const int status = status_of(summary);
    if (request_.json) {
      streams_.out << summary_json(summary, status) << '\n';
    } else if (!request_.quiet) {
      streams_.out << summary_text(summary);
    }
    if (summary.stopped_by) complain(*summary.stopped_by, streams_);
    return status;
  }

  static int status_of(const Summary& summary) {
    if (summary.stopped_by) return exit_status(summary.stopped_by->fault);
    if (summary.interrupt_status != 0) return summary.interrupt_status;
    if (summary.totals.retriable > 0) return some_retriable;
    return summary.totals.failed > 0 ? some_failed : all_done;
  }

  const ConvertRequest& request_;
  batch::Conversion& conversion_;
  compute::Backend& backend_;
  const crop::SubjectFinder& finder_;
  const Streams& streams_;
};

int dry_run(const ConvertRequest& request, const batch::Conversion& conversion, const Streams& streams) {
  streams.out << (request.json ? plan_json(conversion) : plan_text(conversion));
  return all_done;
}

int convert(const Given& given, const Streams& streams) {
  auto request = request_from(given);
  if (!request) return complain(request.error(), streams);
  if (!request->in_process) request->settings.decoder = streams.program;
  // The device first: a mistake in its name must not leave a trace in the output folder.
  auto backend = compute::choose_backend(request->settings.device, filter::measure_device);
  if (!backend) return complain(backend.error(), streams);
  const auto networks = load_face_model({request->face_model, request->quiet}, streams, request->settings);
  if (!networks) return complain(networks.error(), streams);
  auto conversion = batch::Conversion::prepare(request->settings);
  if (!conversion) return complain(conversion.error(), streams);
  if (request->settings.dry_run) return dry_run(*request, **conversion, streams);
  const crop::SubjectFinder finder(networks->get(), **backend);
  return ConvertRun(*request, **conversion, **backend, finder, streams).run();
}

}  // namespace

Action declare_convert(CLI::App& app) {
  const auto given = std::make_shared<Given>();
  app.add_option("PHOTOS... OUT", given->paths, "files and folders, and last the output folder");
  given->options.declare_config(app);
  given->options.declare(convert_options(), app);
  return [given](const Streams& streams) { return convert(*given, streams); };
}

}  // namespace headroom::cli
