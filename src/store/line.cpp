#include "store/line.h"

#include <algorithm>
#include <chrono>

namespace headroom::store {
namespace {

constexpr auto look_every = std::chrono::milliseconds(40);  // at `stop`

}  // namespace

Line::Place::Place(Line& line, const std::atomic<bool>& stop) : line_(line) {
  std::unique_lock lock(line_.mutex_);
  number_ = line_.next_++;
  line_.waiting_.push_back(number_);
  while (line_.waiting_.front() != number_ && !stop) line_.moved_.wait_for(lock, look_every);
  first_ = line_.waiting_.front() == number_;
}

Line::Place::~Place() {
  {
    const std::lock_guard lock(line_.mutex_);
    std::erase(line_.waiting_, number_);
  }
  line_.moved_.notify_all();
}

}  // namespace headroom::store
