#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "base/clock.h"
#include "cli/live_line.h"
#include "cli/progress.h"
#include "delivery/courier.h"
#include "store/careful.h"

namespace headroom::cli {

/// One store's part of what goes on.
struct Stage {
  std::string label;  // "m365"; empty: it is the only one
  const delivery::DeliveryProgress* progress;
  const store::Pulse* pulse;
};

/// "412/1000 people  120 written  48.3/s  16 in flight  3 failed  paused 12 s: the server asked for it  0:12 left";
/// a rate of 0 is not known yet.
std::string delivery_line(const delivery::DeliveryProgress& progress, const store::Pulse& pulse,
                          double people_per_second, Clock::Time now);

/// The same for photos that go through several stores, one after the other for each person:
/// "16.2/s  m365 412/1000  120 written  4 in flight | ad 408/1000  118 written  0:37 left".
///
/// people_per_second  through all of them
std::string delivery_line(const std::vector<Stage>& stages, double people_per_second, Clock::Time now);

/// Reports on a delivery while it goes on; ends with its life.
class DeliveryReporter {
 public:
  DeliveryReporter(Stage stage, std::ostream& out, bool terminal);

 private:
  Look look(Rate::Seconds since_begin);

  const Stage stage_;
  Rate people_;
  LiveLine line_;  // last: it looks at the others
};

}  // namespace headroom::cli
