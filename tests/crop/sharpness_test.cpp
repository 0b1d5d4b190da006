#include "crop/sharpness.h"

#include <gtest/gtest.h>

#include <random>

namespace headroom::crop {
namespace {

/// Noise from `low` to `high` in squares of `grain` samples: the larger the squares, the softer it looks.
Plane squares(Size size, int grain, int low = 40, int high = 200) {
  std::mt19937 random(5);
  std::vector<int> levels(static_cast<std::size_t>(size.width) * size.height);
  for (int& level : levels) level = low + static_cast<int>(random() % static_cast<unsigned>(high - low + 1));
  Plane plane(size);
  for (int y = 0; y < size.height; y++)
    for (int x = 0; x < size.width; x++)
      plane.row(y)[x] = static_cast<Byte>(levels[static_cast<std::size_t>(y / grain) * size.width + x / grain]);
  return plane;
}

const Box head{20, 10, 96, 140};  // a face of 80 x 100

TEST(Sharpness, falls_when_details_grow_coarser) {
  const int fine = sharpness(squares({160, 160}, 2), head).value();
  const int coarse = sharpness(squares({160, 160}, 6), head).value();
  EXPECT_GT(fine, 2 * coarse);
}

TEST(Sharpness, does_not_depend_on_light_or_contrast) {
  const int bright = sharpness(squares({160, 160}, 4), head).value();
  const int dark = sharpness(squares({160, 160}, 4, 10, 50), head).value();
  EXPECT_NEAR(bright, dark, bright / 20);
}

TEST(Sharpness, follows_the_axes_of_a_preview) {
  Plane plane = squares({160, 160}, 3);
  const auto plain = sharpness(plane, head);
  plane.across = plane.down = {1000, 8};
  EXPECT_EQ(sharpness(plane, {1160, 1080, 768, 1120}), plain);
}

TEST(Sharpness, is_unknown_where_there_is_nothing_to_see) {
  const Plane plane = squares({160, 160}, 3);
  EXPECT_FALSE(sharpness({}, head)) << "no picture";
  EXPECT_FALSE(sharpness(squares({1, 1}, 1), {0, 0, 1, 1})) << "one pixel";
  EXPECT_FALSE(sharpness(plane, {})) << "no head";
  EXPECT_FALSE(sharpness(plane, {10, 10, 18, 24})) << "a face of 15 columns";
  EXPECT_FALSE(sharpness(plane, {500, 10, 96, 140})) << "beside the picture";
  EXPECT_FALSE(sharpness(plane, {-90, 10, 96, 140})) << "hardly on the picture";
  Plane flat({160, 160});
  flat.fill(128);
  EXPECT_FALSE(sharpness(flat, head));
}

TEST(Sharpness, of_a_head_that_reaches_beyond_the_picture_goes_by_what_is_there) {
  EXPECT_TRUE(sharpness(squares({160, 160}, 3), {-20, -40, 120, 170}));
}

}  // namespace
}  // namespace headroom::crop
