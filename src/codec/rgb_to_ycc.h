#pragma once

#include <algorithm>

#include "base/image.h"
#include "codec/rgb.h"

namespace headroom::codec {

/// One pixel of luma and chroma.
struct Ycc {
  Byte y;
  Byte cb;
  Byte cr;
};

/// Full-range BT.601 in 16-bit fixed point, rounded half up [T.871, 7]. Pure blue and red would round to 256.
inline Ycc rgb_to_ycc(int red, int green, int blue) {
  constexpr int half = 1 << 15;
  constexpr int centre = (128 << 16) + half;
  const int y = 19595 * red + 38470 * green + 7471 * blue + half;
  const int cb = -11059 * red - 21709 * green + 32768 * blue + centre;
  const int cr = 32768 * red - 27439 * green - 5329 * blue + centre;
  return {static_cast<Byte>(y >> 16), static_cast<Byte>(std::min(cb >> 16, 255)),
          static_cast<Byte>(std::min(cr >> 16, 255))};
}

/// The other way. Chroma that no colour has is cut.
inline Rgb ycc_to_rgb(int y, int cb, int cr) {
  constexpr int half = 1 << 15;
  const auto level = [](int value) { return static_cast<Byte>(std::clamp(value >> 16, 0, 255)); };
  const int blue = cb - neutral_chroma;
  const int red = cr - neutral_chroma;
  const int luma = (y << 16) + half;
  return {level(luma + 91881 * red), level(luma - 22554 * blue - 46802 * red), level(luma + 116130 * blue)};
}

}  // namespace headroom::codec
