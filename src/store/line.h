#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>

namespace headroom::store {

/// Where threads wait for something one after the other, in the order in which they came: nobody starves, and one
/// alone watches the clock. Waits see `stop` within a twentieth of a second.
class Line {
 public:
  /// A place in the line until the end of the scope.
  class Place {
   public:
    /// Waits until all who came earlier have left.
    Place(Line& line, const std::atomic<bool>& stop);
    ~Place();
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;

    /// True at the head of the line; false when it was stopped before that.
    bool first() const { return first_; }

   private:
    Line& line_;
    unsigned long long number_;
    bool first_;
  };

 private:
  std::mutex mutex_;
  std::condition_variable moved_;
  std::deque<unsigned long long> waiting_;  // numbers; the head is in front
  unsigned long long next_ = 0;
};

}  // namespace headroom::store
