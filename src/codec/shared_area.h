#pragma once

#include <cstddef>
#include <span>

#include "base/image.h"
#include "base/result.h"

namespace headroom::codec {

/// Memory of a fixed size that two processes see. Takes only what was touched, until `release`.
class SharedArea {
 public:
  /// fails  internal: the system's reason, in words
  static Result<SharedArea> create(std::size_t bytes);

  /// The area behind a descriptor that was inherited; the descriptor is closed.
  /// fails  internal: it is no such area
  static Result<SharedArea> attach(int descriptor);

  SharedArea(SharedArea&& other) noexcept;
  SharedArea& operator=(SharedArea&& other) noexcept;
  ~SharedArea();

  std::span<Byte> bytes() const { return {start_, length_}; }
  int descriptor() const { return descriptor_; }  // -1 after `attach`

  /// Gives the memory of bytes begin..end back to the system; they read as zeros then.
  void release(std::size_t begin, std::size_t end) const;

 private:
  SharedArea(int descriptor, Byte* start, std::size_t length)
      : descriptor_(descriptor), start_(start), length_(length) {}

  int descriptor_ = -1;
  Byte* start_ = nullptr;
  std::size_t length_ = 0;
};

}  // namespace headroom::codec
