#include "cli/run_preview.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "cli/complain.h"
#include "cli/delivery_flow.h"
#include "cli/foreseen_status.h"
#include "cli/indented.h"
#include "cli/open_stores.h"
#include "cli/printable.h"
#include "cli/summary.h"

namespace headroom::cli {
namespace {

using delivery::Match;

/// Whose the photos would be in one store.
struct Foreseen {
  std::string store;  // its identity
  std::string label;  // before its lines; empty where there is only one
  std::vector<Match> matches;
};

int status_of(const Foreseen& foreseen) {
  ForeseenStatus status;
  for (const Match& match : foreseen.matches)
    if (!match.left_out) status.count(match.error);
  return status.value();
}

std::string foreseen_text(const std::vector<Foreseen>& stores) {
  std::string lines;
  for (const Foreseen& foreseen : stores)
    for (const Match& match : foreseen.matches)
      lines += fmt::format("{}{}  ->  {}\n", foreseen.label, printable(match.offer.file),
                           printable(match.error ? match.error->detail : match.person->key));
  return lines;
}

nlohmann::ordered_json foreseen_json(const std::vector<Foreseen>& stores) {
  auto rows = nlohmann::ordered_json::array();
  for (const Foreseen& foreseen : stores)
    for (const Match& match : foreseen.matches) {
      nlohmann::ordered_json row{{"store", foreseen.store}, {"file", match.offer.file}};
      if (match.person) row["person"] = match.person->key;
      if (match.left_out) row["left_out"] = true;
      if (match.error) row["fault"] = name(match.error->fault);
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
  int status = foreseen_status(conversion);
  for (std::size_t i = 0; i < stores->size(); i++) {
    if (!(*sizes)[i]) continue;
    const LabelledStore& store = (*stores)[i];
    auto matches = matches_of(conversion, *(*sizes)[i], store.store(), request.delivery, streams);
    if (!matches) return Failure(matches.error());
    const std::string label = stores->size() > 1 ? store.label + ": " : "";
    foreseen.push_back({store.store().identity(), label, std::move(*matches)});
    status = worse(status, status_of(foreseen.back()));
  }
  if (request.convert.json)
    streams.out << indented({{"conversion", plan_json(conversion)}, {"delivery", foreseen_json(foreseen)}});
  else
    streams.out << plan_text(conversion) << foreseen_text(foreseen);
  return status;
}

}  // namespace headroom::cli
