#pragma once

#include <unistd.h>

#include <utility>

namespace headroom {

/// A file descriptor that is closed with its owner.
class Descriptor {
 public:
  /// number  negative: none, as after an open that failed
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(other.release()) {}
  Descriptor& operator=(Descriptor&&) = delete;
  ~Descriptor() { close(); }

  int get() const { return number_; }
  int release() { return std::exchange(number_, -1); }

  /// False: the system had an error to report, in errno; what was written may be lost.
  bool close() { return number_ < 0 || ::close(release()) == 0; }

 private:
  int number_;
};

}  // namespace headroom
