#pragma once

#include <cstddef>
#include <cstdint>

#include "codec/raster.h"

namespace headroom::codec {

enum class BmpCoding { plain, rle8, rle4 };

/// Which bits of a 16- or 32-bit pixel hold a channel.
struct BmpMasks {
  std::uint32_t red = 0;
  std::uint32_t green = 0;
  std::uint32_t blue = 0;
  std::uint32_t alpha = 0;  // 0: opaque
};

/// A BMP's headers, checked: everything in it may be relied upon.
struct BmpHeader {
  Size size;
  bool top_down = false;
  int bits = 0;  // of a pixel: 1, 2, 4, 8, 16, 24 or 32
  BmpCoding coding = BmpCoding::plain;
  BmpMasks masks;
  Palette palette{};
  std::size_t pixels_at = 0;  // bytes from the start of the file; inside it
};

/// Windows and OS/2 headers of all versions.
///
/// fails   broken, unsupported, too_large
/// source  [MS-WMF] 2.2.2.9, BITMAPINFOHEADER and its successors; OS/2 2.x as libnetpbm and Windows accept it
Result<BmpHeader> read_bmp_header(ByteView file, const Limits& limits);

}  // namespace headroom::codec
