#pragma once

#include <iosfwd>
#include <string>

#include "base/clock.h"
#include "cli/live_line.h"
#include "cli/progress.h"
#include "delivery/courier.h"
#include "store/careful.h"

namespace headroom::cli {

/// "412/1000 people  120 written  48.3/s  16 in flight  3 failed  paused 12 s: the server asked for it  0:12 left";
/// a rate of 0 is not known yet.
std::string delivery_line(const delivery::DeliveryProgress& progress, const store::Pulse& pulse,
                          double people_per_second, Clock::Time now);

/// Reports on a delivery while it goes on; ends with its life.
class DeliveryReporter {
 public:
  DeliveryReporter(const delivery::DeliveryProgress& progress, const store::Pulse& pulse, std::ostream& out,
                   bool terminal);

 private:
  Look look(Rate::Seconds since_begin);

  const delivery::DeliveryProgress& progress_;
  const store::Pulse& pulse_;
  Rate people_;
  LiveLine line_;  // last: it looks at the others
};

}  // namespace headroom::cli
