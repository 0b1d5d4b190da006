#include "cli/progress.h"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>

namespace headroom::cli {
namespace {

using Clock = std::chrono::steady_clock;
constexpr Rate::Seconds window{30};
constexpr std::chrono::milliseconds redraw_every{250};
constexpr std::chrono::seconds report_every{10};
constexpr int bar_width = 24;  // characters

std::string duration_text(double seconds) {
  const auto whole = static_cast<long long>(seconds + 0.5);
  if (whole >= 3600) return fmt::format("{}:{:02}:{:02}", whole / 3600, whole / 60 % 60, whole % 60);
  return fmt::format("{}:{:02}", whole / 60, whole % 60);
}

std::string bar(double share) {
  const int full = static_cast<int>(share * bar_width);
  return fmt::format("[{}{}] ", std::string(full, '='), std::string(bar_width - full, ' '));
}

}  // namespace

void Rate::add(Seconds now, long long done) {
  samples_.emplace_back(now, done);
  while (samples_.size() > 2 && now - samples_.front().first > window) samples_.pop_front();
}

double Rate::per_second() const {
  if (samples_.size() < 2) return 0;
  const auto span = samples_.back().first - samples_.front().first;
  if (span.count() <= 0) return 0;
  return static_cast<double>(samples_.back().second - samples_.front().second) / span.count();
}

std::string progress_line(const batch::Progress& progress, double photos_per_second, double work_per_second) {
  const long long failed = progress.failed;
  const long long work_left = progress.total_work - progress.done_work;
  std::string line = fmt::format("{}/{} photos", progress.done.load(), progress.total.load());
  if (photos_per_second > 0) line += fmt::format("  {:.1f}/s", photos_per_second);
  if (failed > 0) line += fmt::format("  {} failed", failed);
  if (work_per_second > 0 && work_left > 0)
    line += fmt::format("  {} left", duration_text(static_cast<double>(work_left) / work_per_second));
  return line;
}

ProgressReporter::ProgressReporter(const batch::Progress& progress, std::ostream& out, bool terminal)
    : progress_(progress), out_(out), terminal_(terminal), thread_([this] { report_until_stopped(); }) {}

ProgressReporter::~ProgressReporter() {
  {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
  }
  wake_.notify_all();
  thread_.join();
  if (terminal_) out_ << "\r\033[K" << std::flush;
}

void ProgressReporter::report_until_stopped() {
  const auto begin = Clock::now();
  const auto period = terminal_ ? std::chrono::milliseconds(redraw_every) : std::chrono::milliseconds(report_every);
  Rate photos;
  Rate work;
  const auto look = [&] {
    const Rate::Seconds now = Clock::now() - begin;
    photos.add(now, progress_.done);
    work.add(now, progress_.done_work);
  };
  look();
  std::unique_lock lock(mutex_);
  while (!wake_.wait_for(lock, period, [this] { return stopped_; })) {
    look();
    report(progress_line(progress_, photos.per_second(), work.per_second()));
  }
}

void ProgressReporter::report(const std::string& line) {
  if (!terminal_) {
    out_ << line << '\n' << std::flush;
    return;
  }
  const long long total = std::max<long long>(1, progress_.total);
  out_ << "\r\033[K" << bar(static_cast<double>(progress_.done) / static_cast<double>(total)) << line << std::flush;
}

}  // namespace headroom::cli
