#pragma once

#include <chrono>
#include <deque>
#include <functional>
#include <iosfwd>
#include <string>

#include "batch/conversion.h"
#include "cli/live_line.h"

namespace headroom::cli {

/// Something per second over the last half minute, so that the time left follows what the run does now.
class Rate {
 public:
  using Seconds = std::chrono::duration<double>;

  void add(Seconds now, long long done);
  double per_second() const;

 private:
  std::deque<std::pair<Seconds, long long>> samples_;
};

/// "1234/10000 photos  56.1/s  3 failed  2:36 left"; rates of 0 are not known yet.
std::string progress_line(const batch::Progress& progress, double photos_per_second, double work_per_second);

/// Reports on a run while it goes on; ends with its life.
class ProgressReporter {
 public:
  /// What goes on at the same time, to be shown behind it.
  using Beside = std::function<Look(LiveLine::Seconds)>;

  ProgressReporter(const batch::Progress& progress, std::ostream& out, bool terminal, Beside beside = nullptr);

 private:
  Look look(Rate::Seconds now);

  const batch::Progress& progress_;
  const Beside beside_;
  Rate photos_;
  Rate work_;
  LiveLine line_;  // last: it looks at the others
};

}  // namespace headroom::cli
