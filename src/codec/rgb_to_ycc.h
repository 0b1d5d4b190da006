#pragma once

#include <algorithm>

#include "base/image.h"

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

/// In place: three rows of red, green and blue become luma and chroma.
inline void rgb_rows_to_ycc(Byte* red, Byte* green, Byte* blue, int width) {
  for (int x = 0; x < width; x++) {
    const Ycc pixel = rgb_to_ycc(red[x], green[x], blue[x]);
    red[x] = pixel.y;
    green[x] = pixel.cb;
    blue[x] = pixel.cr;
  }
}

}  // namespace headroom::codec
