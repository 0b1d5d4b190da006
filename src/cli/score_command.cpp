#include <unistd.h>

#include <fmt/format.h>
#include <fmt/ostream.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <filesystem>
#include <memory>
#include <ostream>
#include <system_error>
#include <thread>

#include "batch/scoring.h"
#include "cli/commands.h"
#include "cli/complain.h"
#include "cli/face_model.h"
#include "cli/option_parser.h"
#include "cli/options.h"
#include "cli/parser.h"
#include "cli/printable.h"
#include "cli/progress.h"
#include "cli/score_text.h"
#include "compute/choose.h"
#include "filter/measure.h"
#include "report/score_report.h"

namespace headroom::cli {
namespace {

using batch::Contestant;
using batch::Cropper;

constexpr std::string_view usual_croppers = "smart,face,skin,centre";

struct Given {
  std::vector<std::string> paths;  // the labels, then the photos
  std::string croppers;
  std::vector<std::string> crops;  // NAME=FILE
  std::string times;
  std::string report;
  GivenOptions options;
};

/// The options that convert has, too.
std::vector<Option> shared_options() {
  constexpr std::array shared = std::to_array<std::string_view>(
      {"size",         "person",      "auto-rotate",   "face-model",     "margin",     "least-confidence",
       "background",   "recursive",   "follow-links",  "decode-seconds", "in-process", "jobs",
       "device",       "quiet",       "json",          "max-megapixels", "max-side",   "max-file-mib",
       "max-exif-kib", "max-icc-kib", "max-decode-mib"});
  std::vector<Option> options;
  for (const Option& option : convert_options())
    if (std::ranges::find(shared, option.name) != shared.end()) options.push_back(option);
  for (Option& option : options) {
    if (option.name == "size")
      option.help = "score this square size, instead of 648x648, 256x256 and 96x96; may be repeated";
    if (option.name == "json") option.help = "everything as JSON instead of a table";
    if (option.name == "jobs")
      option.help = "photos decoded at the same time; croppers are timed on one thread; default: all cores";
    if (option.name == "quiet") option.help = "no progress";
    if (option.name == "recursive") option.help = "sub-folders too; labels then name photos as sub/ada.jpg";
  }
  return options;
}

Result<ConvertRequest> request_from(const Given& given) {
  if (given.paths.size() < 2)
    return fail(Fault::usage, "name the labels and the photos: headroom score LABELS.csv PHOTOS...");
  ConvertRequest request;
  request.settings.photos.assign(given.paths.begin() + 1, given.paths.end());
  request.settings.outputs = {{{648, 648}}, {{256, 256}}, {{96, 96}}};
  request.settings.jobs = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
  if (auto taken = take(given.options.texts(), convert_options(), request); !taken) return Failure(taken.error());
  for (const auto& output : request.settings.outputs)
    if (output.size.width != output.size.height || output.size.width > 8192)
      return fail(Fault::usage,
                  fmt::format("--size: only squares up to 8192x8192 can be scored, {} cannot", text(output.size)));
  return request;
}

std::optional<Cropper> cropper_called(std::string_view word) {
  using enum Cropper;
  for (const Cropper cropper : {smart, face, skin, aligned, centre})
    if (name(cropper) == word) return cropper;
  return std::nullopt;
}

Result<void> add(Contestant contestant, std::vector<Contestant>& all) {
  for (const auto& other : all)
    if (other.name == contestant.name)
      return fail(Fault::usage, fmt::format("two croppers are called {}; name another", contestant.name));
  all.push_back(std::move(contestant));
  return {};
}

Result<void> add_ours(std::string_view words, std::vector<Contestant>& all) {
  while (!words.empty()) {
    const std::string_view word = words.substr(0, words.find(','));
    words.remove_prefix(std::min(word.size() + 1, words.size()));
    const auto cropper = cropper_called(word);
    if (!cropper)
      return fail(Fault::usage, fmt::format("--croppers: '{}' is not one of smart, face, skin, aligned, centre", word));
    if (auto added = add({std::string(word), cropper, {}, {}}, all); !added) return added;
  }
  return {};
}

Result<void> add_given(const Given& given, std::vector<Contestant>& all) {
  std::map<std::string, double> times;
  if (!given.times.empty()) {
    auto read = batch::read_times(given.times);
    if (!read) return Failure(read.error());
    times = std::move(*read);
  }
  for (const auto& text : given.crops) {
    const auto equals = text.find('=');
    if (equals == std::string::npos || equals == 0)
      return fail(Fault::usage, fmt::format("--crops: '{}' names no cropper and file; write it as NAME=FILE", text));
    const std::string name = text.substr(0, equals);
    auto crops = batch::read_crops(text.substr(equals + 1));
    if (!crops) return Failure(crops.error());
    Contestant contestant{name, {}, std::move(*crops), {}};
    if (const auto time = times.find(name); time != times.end()) contestant.milliseconds = time->second;
    if (auto added = add(std::move(contestant), all); !added) return added;
  }
  return {};
}

Result<std::vector<Contestant>> contestants_from(const Given& given) {
  std::vector<Contestant> all;
  if (auto added = add_ours(given.croppers.empty() ? usual_croppers : given.croppers, all); !added)
    return Failure(added.error());
  if (auto added = add_given(given, all); !added) return Failure(added.error());
  return all;
}

/// The cropper among them that needs the face model most; what `load_face_model` goes by.
Cropper neediest(const Given& given, const std::vector<Contestant>& contestants) {
  const auto has = [&](Cropper cropper) {
    return std::ranges::any_of(contestants, [&](const auto& each) { return each.cropper == cropper; });
  };
  if (has(Cropper::face) && !given.croppers.empty()) return Cropper::face;  // asked for: its absence is an error
  return has(Cropper::smart) || has(Cropper::aligned) ? Cropper::smart : Cropper::skin;
}

report::ScoreSettings described(const Given& given, const batch::Settings& settings, const compute::Backend& backend) {
  return {{"headroom", HEADROOM_VERSION},
          {"labels", std::filesystem::path(given.paths[0]).filename().string()},
          {"margin", fmt::format("{} %", settings.margin)},
          {"person", std::string(name(settings.person))},
          {"auto-rotate", settings.auto_rotate ? "yes" : "no"},
          {"least confidence", fmt::format("{}", settings.least_confidence)},
          {"face model", settings.face_model.empty() ? "none" : settings.face_model},
          {"device", backend.description()},
          {"time", backend.uses_device() ? "by the wall clock" : "of one processor core"}};
}

int answer(const Given& given, const ConvertRequest& request, const batch::Scores& scores,
           const report::ScoreSettings& described, codec::Decoders& decoders, const Streams& streams) {
  streams.messages << score_warnings(scores);
  if (request.json)
    streams.out << report::score_json(scores, described) << '\n';
  else
    streams.out << score_text(scores);
  if (!given.report.empty()) {
    const auto picture = [&](const batch::ScoredPhoto& photo) {
      return batch::small_picture(photo.path, report::score_picture_side, request.settings, decoders);
    };
    if (auto written = report::write_score_report(given.report, scores, described, picture); !written)
      return complain(written.error(), streams);
    if (!request.json)
      streams.out << fmt::format("look at {}\n",
                                 printable((std::filesystem::path(given.report) / "score.html").string()));
  }
  const bool failed = std::ranges::any_of(scores.photos, [](const auto& photo) { return photo.error.has_value(); });
  return failed ? some_failed : all_done;
}

/// Before the work begins, not after it.
Result<void> make_folder(const std::filesystem::path& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (!error && !std::filesystem::is_directory(folder, error)) error = std::make_error_code(std::errc::not_a_directory);
  if (!error && ::access(folder.c_str(), W_OK) != 0) error = std::error_code(errno, std::generic_category());
  if (!error) return {};
  return fail(Fault::usage, fmt::format("{} cannot be used as the report folder: {}; name another one", folder.string(),
                                        error.message()));
}

int score(const Given& given, const Streams& streams) {
  auto request = request_from(given);
  if (!request) return complain(request.error(), streams);
  batch::Settings& settings = request->settings;
  if (!request->in_process) settings.decoder = streams.program;
  auto labels = batch::read_labels(given.paths[0]);
  if (!labels) return complain(labels.error(), streams);
  auto contestants = contestants_from(given);
  if (!contestants) return complain(contestants.error(), streams);
  if (!given.report.empty())
    if (auto made = make_folder(given.report); !made) return complain(made.error(), streams);
  auto backend = compute::choose_backend(settings.device, filter::measure_device);
  if (!backend) return complain(backend.error(), streams);
  settings.cropper = neediest(given, *contestants);
  const auto networks = load_face_model({request->face_model, request->quiet}, streams, settings);
  if (!networks) return complain(networks.error(), streams);
  if (*networks == nullptr &&
      std::erase_if(*contestants, [](const auto& each) { return each.cropper == Cropper::face; }) > 0 &&
      !request->quiet)
    streams.messages << "without a face model there is nothing to score of face; it is left out\n";

  auto decoders = codec::Decoders::start(batch::decoder_settings(settings), settings.jobs);
  if (!decoders) return complain(decoders.error(), streams);
  const crop::SubjectFinder finder(networks->get(), **backend);
  const batch::Clock clock = (*backend)->uses_device() ? batch::wall_time : batch::thread_time;
  batch::Progress progress;
  auto scores = [&] {
    std::unique_ptr<ProgressReporter> reporter;
    if (!request->quiet) reporter = std::make_unique<ProgressReporter>(progress, streams.messages, streams.terminal);
    return batch::score({settings, std::move(*labels), std::move(*contestants)}, {**decoders, finder, clock}, progress);
  }();
  if (!scores) return complain(scores.error(), streams);
  return answer(given, *request, *scores, described(given, settings, **backend), **decoders, streams);
}

}  // namespace

Action declare_score(Parser& parser) {
  const auto given = std::make_shared<Given>();
  parser.add("LABELS.csv PHOTOS...", given->paths, "labels (datasets/README.md), then files and folders of photos");
  parser
      .add("--croppers", given->croppers,
           "which of ours, apart by commas: smart, face, skin, aligned, centre; default smart,face,skin,centre")
      .value("LIST");
  parser
      .add("--crops", given->crops,
           "crops of another tool: a CSV with file,output,x,y,width,height in upright pixels as labelled (where "
           "headroom turned a photo, its crops.csv has others); may be repeated")
      .value("NAME=FILE");
  parser.add("--times", given->times, "what other tools take for a photo: a CSV with cropper,milliseconds")
      .value("FILE");
  parser.add("--report", given->report, "writes score.html, score.csv and score.json into this folder").value("DIR");
  given->options.declare(shared_options(), parser);
  return [given](const Streams& streams) { return score(*given, streams); };
}

}  // namespace headroom::cli
