#include "cli/delivery_progress.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <string_view>

namespace headroom::cli {
namespace {

/// How long until this moment of the steady clock; 0 when it is past.
double seconds_until(long long nanoseconds, Clock::Time now) {
  const std::chrono::nanoseconds until(nanoseconds);
  return std::max(0.0, std::chrono::duration<double>(until - now.time_since_epoch()).count());
}

std::string pause_text(double seconds, std::string_view reason) {
  return fmt::format("  paused {}: {}", seconds < 60 ? fmt::format("{:.0f} s", seconds) : duration_text(seconds),
                     reason);
}

}  // namespace

std::string delivery_line(const delivery::DeliveryProgress& progress, const store::Pulse& pulse,
                          double people_per_second, Clock::Time now) {
  const long long done = progress.done, total = progress.total, failed = progress.failed;
  std::string line = fmt::format("{}/{} people  {} written", done, total, progress.written.load());
  if (people_per_second > 0) line += fmt::format("  {:.1f}/s", people_per_second);
  if (pulse.in_flight > 0) line += fmt::format("  {} in flight", pulse.in_flight.load());
  if (failed > 0) line += fmt::format("  {} failed", failed);
  const double refused = seconds_until(pulse.paused_until, now), off = seconds_until(pulse.off_until, now);
  if (off >= 1)
    line += pause_text(off, "the timetable says so");
  else if (refused >= 1)
    line += pause_text(refused, "the server asked for it");
  if (people_per_second > 0 && total > done)
    line += fmt::format("  {} left",
                        duration_text(std::max(refused, off) + static_cast<double>(total - done) / people_per_second));
  return line;
}

DeliveryReporter::DeliveryReporter(const delivery::DeliveryProgress& progress, const store::Pulse& pulse,
                                   std::ostream& out, bool terminal)
    : progress_(progress), pulse_(pulse), line_(out, terminal, [this](Rate::Seconds since) { return look(since); }) {}

Look DeliveryReporter::look(Rate::Seconds since_begin) {
  people_.add(since_begin, progress_.done);
  const long long total = std::max<long long>(1, progress_.total);
  return {delivery_line(progress_, pulse_, people_.per_second(), system_clock().now()),
          static_cast<double>(progress_.done) / static_cast<double>(total)};
}

}  // namespace headroom::cli
