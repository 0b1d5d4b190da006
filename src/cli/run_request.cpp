#include "cli/run_request.h"

#include "cli/delivery_uploads.h"
#include "cli/planning.h"
#include "cli/what_goes_where.h"

namespace headroom::cli {

using delivery::Match;

namespace {

std::vector<Size> output_sizes(const batch::Settings& settings) {
  std::vector<Size> sizes;
  sizes.reserve(settings.outputs.size());
  for (const auto& output : settings.outputs) sizes.push_back(output.size);
  return sizes;
}

}  // namespace

Result<std::vector<std::optional<Size>>> delivered_sizes(const std::vector<Destination>& stores,
                                                         const RunRequest& request, const Streams& streams) {
  const auto outputs = output_sizes(request.convert.settings);
  auto sizes = what_goes_where(stores, outputs);
  if (sizes) say_where(stores, *sizes, outputs, request.delivery, streams);
  return sizes;
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

}  // namespace headroom::cli
