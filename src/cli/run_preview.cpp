#include "cli/run_preview.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "cli/complain.h"
#include "cli/indented.h"
#include "cli/open_stores.h"
#include "cli/printable.h"
#include "cli/summary.h"

namespace headroom::cli {
namespace {

using delivery::Match;

/// Whose the photos would be in one store.
struct Foreseen {
  std::string label;
  std::vector<Match> matches;
};

std::string foreseen_text(const std::vector<Foreseen>& stores) {
  std::string lines;
  for (const auto& [label, matches] : stores)
    for (const Match& match : matches)
      lines += fmt::format("{}{}  ->  {}\n", stores.size() > 1 ? label + ": " : "", printable(match.offer.file),
                           printable(match.error ? match.error->detail : match.person->key));
  return lines;
}

nlohmann::ordered_json foreseen_json(const std::vector<Foreseen>& stores) {
  auto rows = nlohmann::ordered_json::array();
  for (const auto& [label, matches] : stores)
    for (const Match& match : matches) {
      nlohmann::ordered_json row{{"store", label}, {"file", match.offer.file}};
      if (match.person) row["person"] = match.person->key;
      if (match.error) row["detail"] = match.error->detail;
      rows.push_back(std::move(row));
    }
  return rows;
}

}  // namespace

Result<int> preview_run(RunRequest& request, const batch::Conversion& conversion, const Streams& streams) {
  const auto stores = open_stores(request.delivery);
  if (!stores) return Failure(stores.error());
  const auto sizes = delivered_sizes(destinations_of(*stores), request, streams);
  if (!sizes) return Failure(sizes.error());
  std::vector<Foreseen> foreseen;
  int status = all_done;
  for (std::size_t i = 0; i < stores->size(); i++) {
    if (!(*sizes)[i]) continue;
    const LabelledStore& store = (*stores)[i];
    auto matches = matches_of(conversion, *(*sizes)[i], store.store(), request.delivery, streams);
    if (!matches) return Failure(matches.error());
    for (const Match& match : *matches) status = worse(status, foreseen_status(match.error, match.left_out));
    foreseen.push_back({store.label, std::move(*matches)});
  }
  if (request.convert.json)
    streams.out << indented({{"conversion", plan_json(conversion)}, {"delivery", foreseen_json(foreseen)}});
  else
    streams.out << plan_text(conversion) << foreseen_text(foreseen);
  return status;
}

}  // namespace headroom::cli
