#pragma once

#include <cstddef>

#include "base/image.h"
#include "base/result.h"

namespace headroom::codec {

/// How much chroma is kept. `automatic`: all of it in icons up to 120 samples a side, a quarter above.
enum class Sampling { automatic, s444, s420 };

struct EncodeSettings {
  int quality = 92;  // 1..100, the libjpeg scale
  Sampling sampling = Sampling::automatic;
  std::size_t byte_limit = 0;  // of the whole file; 0: none
  int lowest_quality = 30;     // below it a picture is not worth having
};

struct Jpeg {
  Bytes bytes;
  int quality = 0;   // of this file
  bool fits = true;  // into the byte limit
};

/// A baseline JPEG of `image` with a JFIF header and no other metadata: no EXIF, profile, thumbnail or comment. Tables
/// are optimised for icons up to 120 samples a side, standard above: there it costs three times the time for 2.6 % of
/// bytes (bench/README.md). Same image and settings, same bytes.
///
/// image    three planes of equal size, or a grey image, which is written with neutral chroma: directory clients expect
///          three components
/// returns  the highest quality down to `lowest_quality` that fits into the limit; the lowest where none does
/// fails    internal: libjpeg refuses (an empty image)
Result<Jpeg> encode_jpeg(const Image& image, const EncodeSettings& settings);

}  // namespace headroom::codec
