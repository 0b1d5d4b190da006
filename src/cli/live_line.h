#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <iosfwd>
#include <mutex>
#include <string>
#include <thread>

namespace headroom::cli {

/// How far something is.
struct Look {
  std::string line;
  double share = 0;  // 0..1, for the bar
};

/// A line about something that goes on: redrawn with a bar on a terminal, every ten seconds a new one elsewhere. Ends
/// with its life.
class LiveLine {
 public:
  using Seconds = std::chrono::duration<double>;

  /// look  called from another thread, at once and then before each line, with the time since the beginning
  LiveLine(std::ostream& out, bool terminal, std::function<Look(Seconds)> look);
  ~LiveLine();
  LiveLine(const LiveLine&) = delete;
  LiveLine& operator=(const LiveLine&) = delete;

 private:
  void show_until_stopped();
  void show(const Look& look);

  std::ostream& out_;
  const bool terminal_;
  const std::function<Look(Seconds)> look_;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool stopped_ = false;
  std::thread thread_;
};

/// What of it fits into one line of a terminal: a line that breaks cannot be redrawn.
std::string fitted(const Look& look, int columns);

/// "2:36", "1:02:36"
std::string duration_text(double seconds);

}  // namespace headroom::cli
