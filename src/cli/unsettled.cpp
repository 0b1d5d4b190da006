#include "cli/unsettled.h"

#include "base/folded.h"
#include "delivery/offers.h"

namespace headroom::cli {
namespace {

const std::string* found_in(const std::map<std::string, std::string>& reasons, const std::string& key) {
  const auto found = reasons.find(key);
  return found == reasons.end() ? nullptr : &found->second;
}

}  // namespace

void Unsettled::learn(const DeliveryResult& result) {
  for (const DeliveryRow& row : result.rows) {
    const std::string reason = reason_to_wait(row, result.store);
    if (reason.empty()) continue;
    if (!row.file.empty()) by_file_.emplace(delivery::bare_path(row.file), reason);
    if (!row.person.empty()) by_key_.emplace(folded(row.person), reason);
  }
}

const std::string* Unsettled::reason(const delivery::Match& match) const {
  if (const auto* reason = found_in(by_file_, delivery::bare_path(match.offer.file)); reason != nullptr) return reason;
  return found_in(by_key_, folded(match.person ? match.person->key : match.key));
}

}  // namespace headroom::cli
