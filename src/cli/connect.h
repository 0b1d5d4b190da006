#pragma once

#include <atomic>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "cli/delivery_request.h"
#include "store/careful.h"
#include "store/photo_store.h"

namespace headroom::cli {

/// True for "ad", "m365", "exchange" and "folder:PATH".
bool is_store(std::string_view name);

/// The stores that `--to` names, in the order in which a person's photo goes into them: Exchange and Microsoft 365
/// first, for they may write a small picture of their own into the directory; the directory last.
///
/// fails  usage: none is named, one twice, or one that is not known
Result<std::vector<std::string>> stores_in_order(const DeliveryRequest& request);

/// Connects to one of them.
///
/// to     "ad"
/// stop   ends waits; outlives the store
/// fails  usage: something about it is missing; as connect_directory, connect_microsoft_365 ...
Result<std::unique_ptr<store::PhotoStore>> connect(DeliveryRequest& request, const std::string& to,
                                                   const std::atomic<bool>& stop);

/// A store with care around it.
class OpenStore {
 public:
  /// to     "ad"
  /// stop   ends waits; outlives this
  /// fails  as connect
  static Result<std::unique_ptr<OpenStore>> open(DeliveryRequest& request, const std::string& to,
                                                 const std::atomic<bool>& stop);
  /// The only one that `--to` names.
  ///
  /// fails  usage: there are several
  static Result<std::unique_ptr<OpenStore>> open(DeliveryRequest& request, const std::atomic<bool>& stop);

  store::PhotoStore& store() { return *careful_; }
  const store::Pulse& pulse() const { return pulse_; }

 private:
  OpenStore(std::unique_ptr<store::PhotoStore> inner, const store::Care& care, const std::atomic<bool>& stop);

  std::unique_ptr<store::PhotoStore> inner_;
  store::Pulse pulse_;
  std::unique_ptr<store::PhotoStore> careful_;
};

}  // namespace headroom::cli
