#include "cli/convert_run.h"

#include <fmt/format.h>
#include <fmt/ostream.h>

#include <algorithm>
#include <chrono>
#include <optional>
#include <ostream>
#include <thread>
#include <utility>

#include "cli/complain.h"
#include "cli/face_model.h"
#include "cli/interrupt.h"
#include "compute/choose.h"
#include "filter/measure.h"

namespace headroom::cli {

Result<ConvertTools> ConvertTools::ready(ConvertRequest& request, const Streams& streams) {
  if (!request.in_process) request.settings.decoder = streams.program;
  ConvertTools tools;
  auto backend = compute::choose_backend(request.settings.device, filter::measure_device);
  if (!backend) return Failure(backend.error());
  tools.backend = std::move(*backend);
  auto networks = load_face_model({request.face_model, request.quiet}, streams, request.settings);
  if (!networks) return Failure(networks.error());
  tools.networks = std::move(*networks);
  return tools;
}

Result<ConvertRequest> convert_request(const std::vector<std::string>& paths, const Texts& texts) {
  if (paths.size() < 2)
    return fail(Fault::usage, "name the photos and, last, the output folder: headroom convert PHOTOS... OUT");
  ConvertRequest request;
  request.settings.jobs = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
  request.settings.photos.assign(paths.begin(), paths.end() - 1);
  request.settings.out = paths.back();
  if (auto applied = take(texts, convert_options(), request); !applied) return Failure(applied.error());
  return request;
}

Result<void> check_decoding(const ConvertRequest& request, const Streams& streams) {
  if (!request.in_process || streams.program.empty()) return {};
  return fail(Fault::usage,
              "--in-process would parse photos in the process that holds the password; leave it out here, or convert "
              "with it first and upload what was made");
}

Summary ConvertRun::run(batch::Uploads* uploads, const ProgressReporter::Beside& beside) {
  Summary summary;
  summary.out = request_.settings.out;
  summary.contact_sheet = request_.settings.contact_sheet;
  summary.photos = conversion_.entries().size();
  summary.to_do = conversion_.tasks().size();
  if (auto converted = convert(summary, uploads, beside); !converted) summary.stopped_by = converted.error();
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
  return summary;
}

Result<void> ConvertRun::convert(Summary& summary, batch::Uploads* uploads, const ProgressReporter::Beside& beside) {
  if (conversion_.tasks().empty() && uploads == nullptr) return {};
  compute::Backend& backend = *tools_.backend;
  say(fmt::format("{} photos, {} to do; {}; {} at a time", conversion_.entries().size(), conversion_.tasks().size(),
                  backend.description(), request_.settings.jobs));
  auto decoders = codec::Decoders::start(batch::decoder_settings(request_.settings), request_.settings.jobs);
  if (!decoders) return Failure(decoders.error());
  if (!(*decoders)->missing().empty())
    say(fmt::format("decoders are less confined than they should be: {}", (*decoders)->missing()));
  catch_interrupts();
  batch::Progress progress;
  const auto begin = std::chrono::steady_clock::now();
  auto converted = [&] {
    std::optional<ProgressReporter> reporter;
    if (!request_.quiet) reporter.emplace(progress, streams_.messages, streams_.terminal, beside);
    const crop::SubjectFinder finder(tools_.networks.get(), backend);
    return conversion_.convert(**decoders, backend, finder, progress, interrupted(), uploads);
  }();
  if (backend.just_gave_up())
    fmt::print(streams_.messages, "the device failed and was given up: {}; the CPU did the rest\n",
               backend.last_error());
  summary.done = progress.done;
  summary.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  return converted;
}

report::RunDescription ConvertRun::description() const {
  return {HEADROOM_VERSION, batch::described(request_.settings), "", request_.settings.contact_sheet};
}

report::Totals ConvertRun::counted() {
  report::Totals totals;
  conversion_.visit([&totals](const Outcome& outcome) { totals.count(outcome); });
  return totals;
}

void ConvertRun::say(const std::string& line) const {
  if (!request_.quiet) fmt::print(streams_.messages, "{}\n", line);
}

int exit_status(const Summary& summary) {
  if (summary.stopped_by) return exit_status(summary.stopped_by->fault);
  if (summary.interrupt_status != 0) return summary.interrupt_status;
  if (summary.totals.retriable > 0) return some_retriable;
  return summary.totals.failed > 0 ? some_failed : all_done;
}

}  // namespace headroom::cli
