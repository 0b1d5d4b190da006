#include "codec/rgb_to_ycc.h"

#include <gtest/gtest.h>

#include <cmath>

namespace headroom::codec {
namespace {

TEST(RgbToYcc, follows_jfif_to_the_rounding) {
  for (int red = 0; red < 256; red += 5)
    for (int green = 0; green < 256; green += 5)
      for (int blue = 0; blue < 256; blue += 5) {
        const Ycc pixel = rgb_to_ycc(red, green, blue);
        const double y = 0.299 * red + 0.587 * green + 0.114 * blue;
        ASSERT_LE(std::abs(pixel.y - y), 0.501);
        ASSERT_LE(std::abs(pixel.cb - std::min(255.0, 128 + (blue - y) / 1.772)), 0.501);
        ASSERT_LE(std::abs(pixel.cr - std::min(255.0, 128 + (red - y) / 1.402)), 0.501);
      }
}

TEST(RgbToYcc, leaves_grey_without_colour) {
  for (int level = 0; level < 256; level++) {
    const Ycc pixel = rgb_to_ycc(level, level, level);
    EXPECT_EQ(pixel.y, level);
    EXPECT_EQ(pixel.cb, neutral_chroma);
    EXPECT_EQ(pixel.cr, neutral_chroma);
  }
}

TEST(RgbToYcc, does_not_overflow_at_pure_blue_and_red) {
  EXPECT_EQ(rgb_to_ycc(0, 0, 255).cb, 255);
  EXPECT_EQ(rgb_to_ycc(255, 0, 0).cr, 255);
}

}  // namespace
}  // namespace headroom::codec
