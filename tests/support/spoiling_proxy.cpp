#include "support/spoiling_proxy.h"

#include <algorithm>
#include <chrono>
#include <stdexcept>
#include <thread>

namespace headroom::test {

SpoilingProxy::SpoilingProxy(const std::string& host, int port, const std::string& rules)
    : host_(host),
      process_({HEADROOM_TEST_SERVERS "/spoil", folder_.path().string(), host, std::to_string(port)}, folder_ / "log") {
  spoil(rules);
  process_.start();
  for (int attempt = 0; attempt < 400 && process_.is_running(); ++attempt) {
    const std::string text = text_of(folder_ / "port");
    if (!text.empty()) {
      port_ = std::stoi(text);
      return;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(25));
  }
  throw std::runtime_error("the proxy did not start: " + text_of(folder_ / "log"));
}

void SpoilingProxy::spoil(const std::string& rules) {
  const auto file = folder_.write("rules.new", rules);
  std::filesystem::rename(file, folder_ / "rules");
}

int SpoilingProxy::connections() const {
  const std::string lines = text_of(folder_ / "connections");
  return static_cast<int>(std::count(lines.begin(), lines.end(), '\n'));
}

}  // namespace headroom::test
