#pragma once

#include "base/image.h"
#include "base/result.h"
#include "codec/limits.h"
#include "fuzzing.h"

namespace headroom::fuzz {

/// Small, so that an input is decided in milliseconds: the time goes into many inputs.
inline codec::Limits small_limits() {
  codec::Limits limits;
  limits.pixels = 1'000'000;
  limits.side = 4000;
  limits.decode_bytes = std::size_t{64} << 20;
  limits.scans = 10;
  return limits;
}

/// Every sample must be there to be read.
inline void touch(const Result<Image>& image) {
  if (!image) return;
  unsigned sum = 0;
  for (const Plane* plane : image->planes())
    for (int y = 0; y < plane->height(); y++)
      for (int x = 0; x < plane->width(); x++) sum += plane->row(y)[x];
  volatile const unsigned seen = sum;
  (void)seen;
}

}  // namespace headroom::fuzz
