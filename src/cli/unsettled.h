#pragma once

#include <map>
#include <string>

#include "cli/delivery_session.h"

namespace headroom::cli {

/// Whose photos are not settled in one store, so that the stores after it must wait with theirs.
class Unsettled {
 public:
  /// What one store's delivery came to.
  void learn(const DeliveryResult& result);

  /// Why this photo must wait; null: it must not. It is told by its file, whatever the size in its name, and by whose
  /// it is.
  const std::string* reason(const delivery::Match& match) const;

 private:
  std::map<std::string, std::string> by_file_, by_key_;
};

}  // namespace headroom::cli
