#include "cli/open_stores.h"

#include <fmt/format.h>

#include <map>
#include <utility>

#include "cli/interrupt.h"

namespace headroom::cli {

std::vector<std::string> store_labels(const std::vector<std::string>& stores) {
  std::vector<std::string> labels;
  std::map<std::string, int> counts;
  for (const std::string& to : stores) {
    const std::string kind = to.substr(0, to.find(':'));
    const int count = ++counts[kind];
    labels.push_back(count == 1 ? kind : fmt::format("{}-{}", kind, count));
  }
  return labels;
}

Result<std::vector<LabelledStore>> open_stores(DeliveryRequest& request) {
  const auto stores = stores_in_order(request);
  if (!stores) return Failure(stores.error());
  const auto labels = store_labels(*stores);
  std::vector<LabelledStore> all;
  for (std::size_t i = 0; i < stores->size(); i++) {
    auto opened = OpenStore::open(request, (*stores)[i], interrupted());
    if (!opened) return Failure(opened.error());
    all.push_back({labels[i], std::move(*opened)});
  }
  return all;
}

}  // namespace headroom::cli
