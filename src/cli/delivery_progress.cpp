#include "cli/delivery_progress.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <string_view>
#include <utility>

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

/// How long nothing is sent.
struct Wait {
  double seconds = 0;
  std::string text;
};

Wait wait_of(const store::Pulse& pulse, Clock::Time now) {
  const double refused = seconds_until(pulse.paused_until, now), off = seconds_until(pulse.off_until, now);
  Wait wait{std::max(refused, off), {}};
  if (off >= 1)
    wait.text = pause_text(off, "the timetable says so");
  else if (refused >= 1)
    wait.text = pause_text(refused, "the server asked for it");
  return wait;
}

std::string left_text(long long people, double people_per_second, double waited) {
  if (people_per_second <= 0 || people <= 0) return "";
  return fmt::format("  {} left", duration_text(waited + static_cast<double>(people) / people_per_second));
}

std::string troubles(const delivery::DeliveryProgress& progress, const store::Pulse& pulse) {
  std::string text;
  if (pulse.in_flight > 0) text += fmt::format("  {} in flight", pulse.in_flight.load());
  if (progress.failed > 0) text += fmt::format("  {} failed", progress.failed.load());
  return text;
}

}  // namespace

std::string delivery_line(const delivery::DeliveryProgress& progress, const store::Pulse& pulse,
                          double people_per_second, Clock::Time now) {
  const long long done = progress.done, total = progress.total;
  std::string line = fmt::format("{}/{} people  {} written", done, total, progress.written.load());
  if (people_per_second > 0) line += fmt::format("  {:.1f}/s", people_per_second);
  const Wait wait = wait_of(pulse, now);
  return line + troubles(progress, pulse) + wait.text + left_text(total - done, people_per_second, wait.seconds);
}

std::string delivery_line(const std::vector<Stage>& stages, double people_per_second, Clock::Time now) {
  std::string line = people_per_second > 0 ? fmt::format("{:.1f}/s  ", people_per_second) : "";
  long long total = 0, done = 0;
  double longest_wait = 0;
  for (const Stage& stage : stages) {
    total = std::max<long long>(total, stage.progress->total);  // the first one hears of people before the others
    done = stage.progress->done;
    const Wait wait = wait_of(*stage.pulse, now);
    longest_wait = std::max(longest_wait, wait.seconds);
    line += fmt::format("{}{} {}/{}  {} written{}{}", &stage == stages.data() ? "" : " | ", stage.label, done, total,
                        stage.progress->written.load(), troubles(*stage.progress, *stage.pulse), wait.text);
  }
  return line + left_text(total - done, people_per_second, longest_wait);
}

DeliveryReporter::DeliveryReporter(Stage stage, std::ostream& out, bool terminal)
    : stage_(std::move(stage)), line_(out, terminal, [this](Rate::Seconds since) { return look(since); }) {}

Look DeliveryReporter::look(Rate::Seconds since_begin) {
  const auto& progress = *stage_.progress;
  people_.add(since_begin, progress.done);
  const long long total = std::max<long long>(1, progress.total);
  const std::string line = delivery_line(progress, *stage_.pulse, people_.per_second(), system_clock().now());
  return {stage_.label.empty() ? line : fmt::format("{}: {}", stage_.label, line),
          static_cast<double>(progress.done) / static_cast<double>(total)};
}

}  // namespace headroom::cli
