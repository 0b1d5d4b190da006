#include <memory>
#include <nlohmann/json.hpp>
#include <ostream>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "cli/complain.h"
#include "cli/convert_run.h"
#include "cli/foreseen_status.h"
#include "cli/indented.h"
#include "cli/option_parser.h"
#include "cli/parser.h"

namespace headroom::cli {
namespace {

struct Given {
  std::vector<std::string> paths;  // the photos, and last the output folder
  GivenOptions options;
};

int dry_run(const ConvertRequest& request, const batch::Conversion& conversion, const Streams& streams) {
  streams.out << (request.json ? indented(plan_json(conversion)) : plan_text(conversion));
  return foreseen_status(conversion);
}

int finish(const Summary& summary, const ConvertRequest& request, const Streams& streams) {
  const int status = exit_status(summary);
  if (request.json) {
    streams.out << indented(summary_json(summary, status));
  } else if (!request.quiet) {
    streams.out << summary_text(summary);
  }
  if (summary.stopped_by) complain(*summary.stopped_by, streams);
  return status;
}

int convert(const Given& given, const Streams& streams) {
  const auto texts = given.options.all_texts();
  if (!texts) return complain(texts.error(), streams);
  auto request = convert_request(given.paths, *texts);
  if (!request) return complain(request.error(), streams);
  // The device first: a mistake in its name must not leave a trace in the output folder.
  auto tools = ConvertTools::ready(*request, streams);
  if (!tools) return complain(tools.error(), streams);
  auto conversion = batch::Conversion::prepare(request->settings);
  if (!conversion) return complain(conversion.error(), streams);
  if (request->settings.dry_run) return dry_run(*request, **conversion, streams);
  return finish(ConvertRun(*request, **conversion, *tools, streams).run(), *request, streams);
}

}  // namespace

Action declare_convert(Parser& parser) {
  const auto given = std::make_shared<Given>();
  parser.add("PHOTOS... OUT", given->paths, "files and folders, and last the output folder");
  given->options.declare_config(parser);
  given->options.declare(convert_options(), parser);
  return [given](const Streams& streams) { return convert(*given, streams); };
}

}  // namespace headroom::cli
