#pragma once

#include <optional>

#include "base/result.h"
#include "batch/conversion.h"

namespace headroom::cli {

/// The exit status that a run in one place would have, as far as what is known before it tells.
class ForeseenStatus {
 public:
  /// What stands in the way of one photo, if anything.
  void count(const std::optional<Error>& error);

  int value() const;

 private:
  std::optional<Fault> stopped_by_;
  bool failed_ = false;
  bool retriable_ = false;
};

/// Of photos that cannot be converted, as the listing knows already.
int foreseen_status(const batch::Conversion& conversion);

}  // namespace headroom::cli
