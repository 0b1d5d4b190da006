#include <gtest/gtest.h>

#include <cmath>

#include "filter/looks.h"

namespace headroom::filter {
namespace {

using test::look;
using test::mean;

double deviation(const Plane& plane) {
  const double middle = mean(plane);
  double sum = 0;
  for (int y = 0; y < plane.height(); y++)
    for (int x = 0; x < plane.width(); x++) sum += std::pow(test::at(plane, x, y) - middle, 2);
  return std::sqrt(sum / static_cast<double>(plane.size().pixels()));
}

TEST(OldFilm, is_brown_whatever_the_colour_was) {
  for (const auto& [cb, cr] : {std::pair{128, 128}, {200, 60}, {60, 200}}) {
    const Image out = test::seen(look("effect", "old-film"), {{}, 7, {96, 96}}, 120, cb, cr);
    EXPECT_LT(mean(out.cb), 123);
    EXPECT_GT(mean(out.cr), 131);
  }
}

TEST(OldFilm, has_grain_in_middle_tones_and_little_in_white) {
  const Look grain = look("effect", "old-film:wear=0:shade=0");
  EXPECT_GT(deviation(test::seen(grain, {{}, 7, {648, 648}}, 128).luma), 2);
  EXPECT_LT(deviation(test::seen(grain, {{}, 7, {648, 648}}, 255).luma), 2);
}

TEST(OldFilm, without_grain_wear_and_shade_leaves_flat_planes_flat) {
  const Image out = test::seen(look("effect", "old-film:grain=0:wear=0:shade=0"), {{}, 7, {96, 96}}, 255);
  EXPECT_EQ(deviation(out.luma), 0);
}

TEST(OldFilm, is_scratched_at_the_same_places_at_all_sizes) {
  const Look worn = look("effect", "old-film:grain=0:shade=0:wear=200");
  const Image small = test::seen(worn, {{}, 7, {96, 96}}, 128), large = test::seen(worn, {{}, 7, {672, 672}}, 128);
  const double film = mean(large.luma);
  int marked = 0, missed = 0;
  for (int y = 3; y < 93; y++)
    for (int x = 3; x < 93; x++) {
      if (std::abs(test::at(small.luma, x, y) - film) < 14) continue;
      marked++;
      bool found = false;
      for (int v = 7 * y - 7; v < 7 * y + 14; v++)
        for (int u = 7 * x - 7; u < 7 * x + 14; u++) found |= std::abs(test::at(large.luma, u, v) - film) > 7;
      missed += found ? 0 : 1;
    }
  EXPECT_GT(marked, 20);
  EXPECT_LE(missed, marked / 20);
}

}  // namespace
}  // namespace headroom::filter
