#pragma once

#include <atomic>
#include <memory>

#include "base/clock.h"
#include "cli/delivery_request.h"
#include "store/careful.h"
#include "store/photo_store.h"

namespace headroom::cli {

/// What connecting to a directory needs: the password from where it is, HEADROOM_PASSWORD out of the environment. This
/// process is made private first. Once done, done: a second call changes nothing.
///
/// fails  usage: no password, no account ...
Result<void> complete_directory(DeliveryRequest& request);

/// Connects to the store that `--to` names.
///
/// fails  usage: no store is named, or something about it is missing; as connect_directory, open_photo_folder
Result<std::unique_ptr<store::PhotoStore>> connect(DeliveryRequest& request);

/// A store with care around it.
class OpenStore {
 public:
  /// stop  ends waits; outlives this
  /// fails  as connect
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
