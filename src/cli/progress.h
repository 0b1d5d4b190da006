#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <iosfwd>
#include <mutex>
#include <string>
#include <thread>

#include "batch/conversion.h"

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

/// Reports on a run while it goes on: a line that is redrawn on a terminal, one every ten seconds elsewhere. Ends with
/// its life.
class ProgressReporter {
 public:
  ProgressReporter(const batch::Progress& progress, std::ostream& out, bool terminal);
  ~ProgressReporter();
  ProgressReporter(const ProgressReporter&) = delete;
  ProgressReporter& operator=(const ProgressReporter&) = delete;

 private:
  void report_until_stopped();
  void report(const std::string& line);

  const batch::Progress& progress_;
  std::ostream& out_;
  const bool terminal_;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool stopped_ = false;
  std::thread thread_;
};

}  // namespace headroom::cli
