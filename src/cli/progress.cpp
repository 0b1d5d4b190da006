#include "cli/progress.h"

#include <fmt/format.h>

#include <algorithm>

namespace headroom::cli {
namespace {

constexpr Rate::Seconds window{30};

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

ProgressReporter::ProgressReporter(const batch::Progress& progress, std::ostream& out, bool terminal, Beside beside)
    : progress_(progress),
      beside_(std::move(beside)),
      line_(out, terminal, [this](Rate::Seconds now) { return look(now); }) {}

Look ProgressReporter::look(Rate::Seconds now) {
  photos_.add(now, progress_.done);
  work_.add(now, progress_.done_work);
  const long long total = std::max<long long>(1, progress_.total);
  Look own{progress_line(progress_, photos_.per_second(), work_.per_second()),
           static_cast<double>(progress_.done) / static_cast<double>(total)};
  if (!beside_) return own;
  const Look other = beside_(now);
  return {own.line + "  |  " + other.line, std::min(own.share, other.share)};
}

}  // namespace headroom::cli
