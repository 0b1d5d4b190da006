#pragma once

#include <cstdint>
#include <vector>

#include "base/image.h"

namespace headroom::test {

/// A BMP by its parts; offsets are filled in.
struct BmpLook {
  int header_bytes = 40;
  int width = 1;
  int height = 1;  // negative: top-down
  int bits = 24;
  std::uint32_t compression = 0;
  std::vector<std::uint32_t> masks;
  Bytes palette;
  Bytes pixels;
};

Bytes write_bmp(const BmpLook& look);

}  // namespace headroom::test
