#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <thread>
#include <vector>

namespace headroom::cli {

/// Calls `work(i)` for 0 <= i < count on several threads, and waits for all.
template <class Work>
void at_once(std::size_t count, int threads, const Work& work) {
  std::atomic<std::size_t> next{0};
  const auto go_on = [&] {
    for (std::size_t i = next++; i < count; i = next++) work(i);
  };
  std::vector<std::jthread> others;
  const auto wanted = std::min(count, static_cast<std::size_t>(std::max(threads, 1)));
  for (std::size_t i = 1; i < wanted; i++) others.emplace_back(go_on);
  go_on();
}

}  // namespace headroom::cli
