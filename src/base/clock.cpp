#include "base/clock.h"

#include <fmt/chrono.h>

#include <algorithm>
#include <thread>

namespace headroom {
namespace {

constexpr auto look_every = std::chrono::milliseconds(50);

class SystemClock final : public Clock {
 public:
  Time now() const override { return std::chrono::steady_clock::now(); }
  WallTime wall() const override { return std::chrono::system_clock::now(); }
  bool sleep_until(Time until, const std::atomic<bool>& stop) override {
    while (!stop) {
      const Time moment = now();
      if (moment >= until) return true;
      std::this_thread::sleep_until(std::min<Time>(until, moment + look_every));
    }
    return false;
  }
};

}  // namespace

Clock& system_clock() {
  static SystemClock clock;
  return clock;
}

std::string utc_text(Clock::WallTime moment) {
  return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::chrono::system_clock::to_time_t(moment)));
}

}  // namespace headroom
