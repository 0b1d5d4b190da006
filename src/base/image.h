#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace headroom {

using Byte = std::uint8_t;
using Bytes = std::vector<Byte>;
using ByteView = std::span<const Byte>;

struct Size {
  int width = 0;
  int height = 0;

  bool operator==(const Size&) const = default;
  long long pixels() const { return static_cast<long long>(width) * height; }
  int short_side() const { return width < height ? width : height; }
  int long_side() const { return width < height ? height : width; }
};

/// Whole pixels.
struct Rect {
  int x = 0;
  int y = 0;
  int width = 0;
  int height = 0;

  bool operator==(const Rect&) const = default;
};

/// A rectangle between pixels; edges, not centres: the first pixel spans 0..1.
struct Box {
  double x = 0;
  double y = 0;
  double width = 0;
  double height = 0;

  bool operator==(const Box&) const = default;
};

/// Where samples lie along one axis of the upright photo: sample i spans origin + i * step .. origin + (i + 1) * step,
/// in photo pixels measured between pixels. A chroma plane subsampled by 2 has step 2; decoding at 4/8 doubles steps.
struct Axis {
  double origin = 0;
  double step = 1;

  bool operator==(const Axis&) const = default;
};

/// Rows of 8-bit samples. Moves cheaply; copies only by `clone`. Samples start uninitialised.
class Plane {
 public:
  Plane() = default;
  explicit Plane(Size size) : Plane(size, size) {}

  /// `room` is the space really owned, at least `size`: decoders write whole blocks past the last sample.
  Plane(Size size, Size room);

  int width() const { return size_.width; }
  int height() const { return size_.height; }
  Size size() const { return size_; }
  int stride() const { return stride_; }  // bytes from row to row
  bool empty() const { return size_.width == 0 || size_.height == 0; }

  Byte* row(int y) { return samples_.get() + static_cast<std::ptrdiff_t>(y) * stride_; }
  const Byte* row(int y) const { return samples_.get() + static_cast<std::ptrdiff_t>(y) * stride_; }

  void fill(Byte value);
  Plane clone() const;
  bool operator==(const Plane& other) const;  // same size, same samples, same place

  Axis across;  // where columns lie in the photo
  Axis down;    // where rows lie in the photo

 private:
  Size size_;
  int stride_ = 0;
  std::unique_ptr<Byte[]> samples_;
};

/// Luma and two chromas: full-range BT.601 of sRGB, as JFIF has it. Chroma planes may be smaller than luma; a grey
/// image has none.
struct Image {
  Plane luma;
  Plane cb;
  Plane cr;

  bool grey() const { return cb.empty(); }
  std::array<const Plane*, 3> planes() const { return {&luma, &cb, &cr}; }
  std::array<Plane*, 3> planes() { return {&luma, &cb, &cr}; }
  bool operator==(const Image&) const = default;
};

constexpr Byte neutral_chroma = 128;

}  // namespace headroom
