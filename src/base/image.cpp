#include "base/image.h"

#include <algorithm>
#include <cassert>
#include <cstring>

namespace headroom {
namespace {

constexpr int row_alignment = 64;  // bytes; one cache line, and the widest vector register

int aligned_stride(int width) { return (width + row_alignment - 1) / row_alignment * row_alignment; }

}  // namespace

Plane::Plane(Size size, Size room) : size_(size), stride_(aligned_stride(room.width)) {
  assert(room.width >= size.width && room.height >= size.height);
  samples_ = std::make_unique_for_overwrite<Byte[]>(static_cast<std::size_t>(stride_) * room.height);
}

void Plane::fill(Byte value) {
  for (int y = 0; y < height(); y++) std::memset(row(y), value, width());
}

Plane Plane::clone() const {
  Plane copy(size_);
  for (int y = 0; y < height(); y++) std::memcpy(copy.row(y), row(y), width());
  copy.across = across;
  copy.down = down;
  return copy;
}

bool Plane::operator==(const Plane& other) const {
  if (size_ != other.size_ || across != other.across || down != other.down) return false;
  for (int y = 0; y < height(); y++)
    if (!std::equal(row(y), row(y) + width(), other.row(y))) return false;
  return true;
}

}  // namespace headroom
