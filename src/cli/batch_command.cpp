#include <fmt/format.h>
#include <fmt/ostream.h>

#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "cli/complain.h"
#include "cli/connect.h"
#include "cli/delivery_flow.h"
#include "cli/delivery_options.h"
#include "cli/indented.h"
#include "cli/interrupt.h"
#include "cli/option_values.h"
#include "cli/parser.h"
#include "cli/printable.h"
#include "delivery/batches.h"

namespace headroom::cli {
namespace {

using delivery::Match;

constexpr std::size_t reasons_shown = 5;

struct Given {
  std::string from;
  std::string out;
  std::string pictures = "96x96";
  int size = 500;
  std::string format = "folder";
  GivenOptions options;
};

Result<std::vector<Match>> matches_of(const Given& given, DeliveryRequest& request, const Streams& streams) {
  const auto size = size_from(given.pictures);
  if (!size) return Failure(size.error());
  auto rule = name_rule(request);
  if (!rule) return Failure(rule.error());
  const auto offers = delivery::offers_in(given.from, *size);
  if (!offers) return Failure(offers.error());
  if (request.to.empty()) return delivery::match_without_roster(*offers, *rule);
  auto opened = OpenStore::open(request, interrupted());
  if (!opened) return Failure(opened.error());
  const auto roster = roster_of((*opened)->store(), request, streams);
  if (!roster) return Failure(roster.error());
  return delivery::match(*offers, *roster, *rule);
}

void say_unmatched(const std::vector<Match>& matches, const Streams& streams) {
  std::size_t count = 0;
  for (const Match& match : matches)
    if (match.error && !match.left_out && count++ < reasons_shown)
      fmt::print(streams.messages, "{}: {}\n", printable(match.offer.file), printable(match.error->detail));
  if (count > reasons_shown) fmt::print(streams.messages, "and {} more that are in no batch\n", count - reasons_shown);
}

void say(const std::vector<delivery::Batch>& batches, const DeliveryRequest& request, const Streams& streams) {
  if (request.json) {
    auto rows = nlohmann::ordered_json::array();
    for (const auto& batch : batches)
      rows.push_back({{"batch", batch.path.string()}, {"people", batch.people}, {"manifest", batch.manifest_sha256}});
    streams.out << indented(rows);
    return;
  }
  int people = 0;
  for (const auto& batch : batches) {
    people += batch.people;
    if (!request.quiet)
      fmt::print(streams.out, "{}  {} people  SHA-256 of its manifest {}\n", printable(batch.path.string()),
                 batch.people, batch.manifest_sha256);
  }
  if (!request.quiet) fmt::print(streams.out, "{} batches of {} people\n", batches.size(), people);
}

int batch(const Given& given, const Streams& streams) {
  using enum delivery::BatchFormat;
  auto request = delivery_request(given.options);
  if (!request) return complain(request.error(), streams);
  const auto format =
      choice_from<delivery::BatchFormat>({given.format}, {{"ldif", ldif}, {"folder", folder}, {"zip", zip}});
  if (!format) return complain({Fault::usage, "--format: " + format.error().detail, {}}, streams);
  const std::string attribute = request->directory.attribute;
  const auto matches = matches_of(given, *request, streams);
  if (!matches) return complain(matches.error(), streams);
  const auto batches = delivery::write_batches(*matches, {given.out, *format, given.size, attribute});
  if (!batches) return complain(batches.error(), streams);
  say_unmatched(*matches, streams);
  say(*batches, *request, streams);
  const bool unmatched =
      std::ranges::any_of(*matches, [](const Match& match) { return match.error.has_value() && !match.left_out; });
  return unmatched ? some_failed : all_done;
}

}  // namespace

Action declare_batch(Parser& parser) {
  const auto given = std::make_shared<Given>();
  parser.add("OUT", given->from, "a folder of finished pictures").required();
  parser.add("DIR", given->out, "the folder for the batches; made where it is missing").required();
  parser.add("--size", given->size, "people a batch, 1 to 100000; default 500").within(1, 100'000);
  parser.add("--format", given->format,
             "folder (default), zip, or ldif: with a file that ldifde and ldapmodify import, which needs --to ad");
  parser.add("--pictures", given->pictures, "which outputs; default 96x96").value("WxH");
  given->options.declare_config(parser);
  given->options.declare(connection_options(), parser);
  given->options.declare(naming_options(), parser);
  given->options.declare(exception_options(), parser);
  given->options.declare(output_options(), parser);
  return [given](const Streams& streams) { return batch(*given, streams); };
}

}  // namespace headroom::cli
