#pragma once

#include <cstddef>

#include "base/image.h"
#include "base/result.h"
#include "codec/rgb.h"

namespace headroom::codec {

/// What one photo may cost. Checked from its headers, before anything is allocated or decoded. Of several pictures in a
/// file only the first is ever decoded.
struct Limits {
  std::size_t file_bytes = std::size_t{64} << 20;
  long long pixels = 100'000'000;
  int side = 30'000;                                  // pixels
  std::size_t exif_bytes = std::size_t{1} << 20;      // larger EXIF data is ignored
  std::size_t icc_bytes = std::size_t{4} << 20;       // a larger colour profile is dropped; those of presses take 3 MiB
  std::size_t decode_bytes = std::size_t{512} << 20;  // planes, coefficients and buffers of one decoder
  int scans = 100;  // of a progressive JPEG: jpegtran writes 10, and each one costs a walk over the whole picture
  Rgb background = white;  // no limit, but as every decoder gets these: what lies under transparent pixels
};

/// fails broken (no pixels), too_large (side or pixels)
Result<void> check_size(long long width, long long height, const Limits& limits);

/// fails too_large
Result<void> check_file_bytes(std::size_t bytes, const Limits& limits);

/// `bytes` is what decoding will need at its peak, the file aside.
/// fails too_large
Result<void> check_decode_bytes(std::size_t bytes, const Limits& limits);

}  // namespace headroom::codec
