#include <gtest/gtest.h>

#include "filter/looks.h"

namespace headroom::filter {
namespace {

using test::at;
using test::look;

TEST(LightLeak, adds_light_and_takes_none) {
  for (const std::uint32_t seed : {1u, 2u, 3u, 4u, 5u}) {
    const Image out = test::seen(look("effect", "light-leak"), {{}, seed, {96, 96}}, 90);
    int brightest = 0;
    for (int y = 0; y < 96; y++)
      for (int x = 0; x < 96; x++) {
        EXPECT_GE(at(out.luma, x, y), 90);
        EXPECT_GE(at(out.cr, x, y), 127) << "warm";
        brightest = std::max(brightest, at(out.luma, x, y));
      }
    EXPECT_GT(brightest, 160);
  }
}

TEST(LightLeak, leaves_white_white) {
  const Image out = test::seen(look("effect", "light-leak"), {{}, 1, {96, 96}}, 255);
  EXPECT_EQ(test::mean(out.luma), 255);
}

TEST(LightLeak, of_nothing_is_the_identity) {
  const Image out = test::seen(look("effect", "light-leak:amount=0"), {{}, 1, {31, 17}}, 90, 100, 150);
  EXPECT_EQ(out, test::flat({31, 17}, 90, 100, 150));
}

}  // namespace
}  // namespace headroom::filter
