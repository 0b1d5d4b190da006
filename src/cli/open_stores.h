#pragma once

#include <memory>
#include <string>
#include <vector>

#include "cli/connect.h"
#include "cli/delivery_request.h"

namespace headroom::cli {

/// A short name for each store, fit for files: its kind, and a number behind it where there are several of that kind:
/// "m365", "folder", "folder-2".
///
/// stores  as `--to` names them
std::vector<std::string> store_labels(const std::vector<std::string>& stores);

/// One of the stores that `--to` names.
struct LabelledStore {
  std::string label;
  std::unique_ptr<OpenStore> opened;

  store::PhotoStore& store() const { return opened->store(); }
};

/// All of them, in order. Interrupts end their waits.
///
/// fails  as stores_in_order, connect
Result<std::vector<LabelledStore>> open_stores(DeliveryRequest& request);

}  // namespace headroom::cli
