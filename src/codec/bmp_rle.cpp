#include "codec/bmp_rle.h"

#include <algorithm>
#include <utility>

namespace headroom::codec {
namespace {

enum Escape : Byte { end_of_row, end_of_picture, jump };  // larger: that many pixels follow as they are

class RleReader {
 public:
  RleReader(ByteView code, Size size, int bits)
      : rest_(code), size_(size), bits_(bits), indices_(static_cast<std::size_t>(size.pixels())) {}

  RleRows read() {
    while (!over_ && y_ < size_.height && step()) {
    }
    const int rows = x_ >= size_.width ? y_ + 1 : y_;  // the last row may lack its end
    return {std::move(indices_), over_ ? size_.height : std::min(rows, size_.height)};
  }

 private:
  /// One code; false when the data end before or in it.
  bool step() {
    if (rest_.size() < 2) return false;
    const Byte count = take();
    const Byte value = take();
    if (count == 0) return follow(value);
    put_run(count, value);
    return true;
  }

  Byte take() {
    const Byte byte = rest_.front();
    rest_ = rest_.subspan(1);
    return byte;
  }

  void put(Byte index) {
    if (x_ < size_.width) indices_[static_cast<std::size_t>(y_) * size_.width + x_] = index;
    x_++;
  }

  /// The `i`th pixel of a byte that repeats: at 4 bits high and low half take turns.
  Byte pixel(Byte value, int i) const {
    if (bits_ == 8) return value;
    return i % 2 == 0 ? value >> 4 : value & 15;
  }

  void put_run(int count, Byte value) {
    for (int i = 0; i < count; i++) put(pixel(value, i));
  }

  /// What a zero count announces; false when the data end in it.
  bool follow(Byte escape) {
    switch (escape) {
      case end_of_row:
        x_ = 0, y_++;
        return true;
      case end_of_picture:
        over_ = true;
        return true;
      case jump:
        return follow_jump();
      default:
        return put_pixels(escape);
    }
  }

  bool follow_jump() {
    if (rest_.size() < 2) return false;
    x_ += take();
    y_ += take();
    return true;
  }

  bool put_pixels(int count) {
    const std::size_t bytes = bits_ == 8 ? count : (count + 1) / 2;
    const std::size_t padded = (bytes + 1) / 2 * 2;
    if (rest_.size() < bytes) return false;
    for (int i = 0; i < count; i++) put(pixel(bits_ == 8 ? rest_[i] : rest_[i / 2], i));
    rest_ = rest_.subspan(std::min(padded, rest_.size()));
    return true;
  }

  ByteView rest_;
  Size size_;
  int bits_;
  Bytes indices_;
  int x_ = 0;
  int y_ = 0;
  bool over_ = false;
};

}  // namespace

RleRows expand_rle(ByteView code, Size size, int bits) { return RleReader(code, size, bits).read(); }

}  // namespace headroom::codec
