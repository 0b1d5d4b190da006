#include "cli/delivery_progress.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

namespace headroom::cli {
namespace {

double seconds_of_pause(const store::Pulse& pulse, Clock::Time now) {
  const std::chrono::nanoseconds until(pulse.paused_until.load());
  return std::max(0.0, std::chrono::duration<double>(until - now.time_since_epoch()).count());
}

}  // namespace

std::string delivery_line(const delivery::DeliveryProgress& progress, const store::Pulse& pulse,
                          double people_per_second, Clock::Time now) {
  const long long done = progress.done, total = progress.total, failed = progress.failed;
  std::string line = fmt::format("{}/{} people  {} written", done, total, progress.written.load());
  if (people_per_second > 0) line += fmt::format("  {:.1f}/s", people_per_second);
  if (pulse.in_flight > 0) line += fmt::format("  {} in flight", pulse.in_flight.load());
  if (failed > 0) line += fmt::format("  {} failed", failed);
  const double pause = seconds_of_pause(pulse, now);
  if (pause >= 1)
    line += fmt::format("  paused {}: {}", pause < 60 ? fmt::format("{:.0f} s", pause) : duration_text(pause),
                        pulse.refusals > 0 ? "the server asked for it" : "the timetable says so");
  if (people_per_second > 0 && total > done)
    line += fmt::format("  {} left", duration_text(pause + static_cast<double>(total - done) / people_per_second));
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
