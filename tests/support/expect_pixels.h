#pragma once

#include <gtest/gtest.h>

#include <cstdlib>

#include "base/image.h"
#include "codec/rgb.h"
#include "codec/rgb_to_ycc.h"

namespace headroom::test {

/// The pixel of an image whose planes are of one size; `off` levels are forgiven in each plane.
inline void expect_pixel(const Image& image, int x, int y, codec::Rgb colour, int off = 0) {
  const codec::Ycc expected = codec::rgb_to_ycc(colour.red, colour.green, colour.blue);
  const auto cb = image.grey() ? neutral_chroma : image.cb.row(y)[x];
  const auto cr = image.grey() ? neutral_chroma : image.cr.row(y)[x];
  EXPECT_LE(std::abs(image.luma.row(y)[x] - expected.y), off) << "luma at " << x << "," << y;
  EXPECT_LE(std::abs(cb - expected.cb), off) << "cb at " << x << "," << y;
  EXPECT_LE(std::abs(cr - expected.cr), off) << "cr at " << x << "," << y;
}

/// A colour for every place that no other place nearby has.
inline codec::Rgb colour_at(int x, int y) {
  return {static_cast<Byte>(x * 7), static_cast<Byte>(y * 11), static_cast<Byte>((x + y) * 5)};
}

}  // namespace headroom::test
