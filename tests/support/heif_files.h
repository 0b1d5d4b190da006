#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/image.h"

namespace headroom::test {

/// How a HEIF file for a test is written.
struct HeifLook {
  Size size{64, 64};
  bool hevc = false;    // HEIC; otherwise AVIF
  int bits = 8;         // 8, 10 or 12
  bool alpha = false;   // pixels have four channels
  int orientation = 1;  // by boxes, numbered as EXIF does
  int primaries = 0;    // of an nclx box, with sRGB's curve; 0: no box
  Bytes icc;
};

/// `samples` are RGB, or RGBA, of `bits` bits. Nothing where this machine has no encoder.
std::optional<Bytes> write_heif(const HeifLook& look, const std::vector<std::uint16_t>& samples);

}  // namespace headroom::test
