#include "cli/live_line.h"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <ostream>

namespace headroom::cli {
namespace {

using Clock = std::chrono::steady_clock;
constexpr std::chrono::milliseconds redraw_every{250};
constexpr std::chrono::seconds report_every{10};
constexpr int bar_width = 24;  // characters

std::string bar(double share) {
  const int full = static_cast<int>(std::clamp(share, 0.0, 1.0) * bar_width);
  return fmt::format("[{}{}] ", std::string(full, '='), std::string(bar_width - full, ' '));
}

int terminal_columns() {
  winsize size{};
  const bool known = ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  return known ? size.ws_col : 80;
}

}  // namespace

std::string fitted(const Look& look, int columns) {
  const auto room = static_cast<std::size_t>(std::max(1, columns - 1));
  std::string line = bar(look.share) + look.line;
  if (line.size() > room) line = look.line;  // numbers before bars
  if (line.size() > room) line.resize(room);
  return line;
}

LiveLine::LiveLine(std::ostream& out, bool terminal, std::function<Look(Seconds)> look)
    : out_(out), terminal_(terminal), look_(std::move(look)), thread_([this] { show_until_stopped(); }) {}

LiveLine::~LiveLine() {
  {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
  }
  wake_.notify_all();
  thread_.join();
  if (terminal_) out_ << "\r\033[K" << std::flush;
}

void LiveLine::show_until_stopped() {
  const auto begin = Clock::now();
  const auto period = terminal_ ? std::chrono::milliseconds(redraw_every) : std::chrono::milliseconds(report_every);
  look_(Seconds{0});
  std::unique_lock lock(mutex_);
  while (!wake_.wait_for(lock, period, [this] { return stopped_; })) show(look_(Clock::now() - begin));
}

void LiveLine::show(const Look& look) {
  if (terminal_)
    out_ << "\r\033[K" << fitted(look, terminal_columns()) << std::flush;
  else
    out_ << look.line << '\n' << std::flush;
}

std::string duration_text(double seconds) {
  const auto whole = static_cast<long long>(seconds + 0.5);
  if (whole >= 3600) return fmt::format("{}:{:02}:{:02}", whole / 3600, whole / 60 % 60, whole % 60);
  return fmt::format("{}:{:02}", whole / 60, whole % 60);
}

}  // namespace headroom::cli
