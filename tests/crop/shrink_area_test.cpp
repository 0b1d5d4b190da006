#include "crop/shrink_area.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

namespace headroom::crop {
namespace {

Plane noise(Size size) {
  std::mt19937 random(3);
  Plane plane(size);
  for (int y = 0; y < size.height; y++)
    for (int x = 0; x < size.width; x++) plane.row(y)[x] = static_cast<Byte>(random());
  return plane;
}

/// How much of sample `at` the sample i of `count` stands for.
double covered(int at, int i, int length, int count) {
  const double left = static_cast<double>(i) * length / count, right = static_cast<double>(i + 1) * length / count;
  return std::max(0.0, std::min(right, at + 1.0) - std::max(left, static_cast<double>(at)));
}

double exact_mean(const Plane& plane, Rect part, Size to, int x, int y) {
  double sum = 0, area = 0;
  for (int row = 0; row < part.height; row++)
    for (int column = 0; column < part.width; column++) {
      const double share = covered(column, x, part.width, to.width) * covered(row, y, part.height, to.height);
      sum += share * plane.row(part.y + row)[part.x + column];
      area += share;
    }
  return sum / area;
}

TEST(ShrinkArea, gives_the_mean_of_the_area) {
  const Plane plane = noise({67, 45});
  struct {
    Rect part;
    Size to;
  } cases[] = {
      {{0, 0, 67, 45}, {13, 9}}, {{0, 0, 67, 45}, {1, 1}}, {{3, 2, 60, 40}, {20, 20}}, {{5, 5, 50, 30}, {49, 29}},
      {{5, 5, 50, 30}, {50, 7}}, {{1, 1, 64, 2}, {32, 1}}, {{66, 44, 1, 1}, {1, 1}},
  };
  for (const auto& c : cases) {
    const Plane small = shrink_area(plane, c.part, c.to);
    ASSERT_EQ(small.size(), c.to);
    for (int y = 0; y < c.to.height; y++)
      for (int x = 0; x < c.to.width; x++)
        ASSERT_NEAR(small.row(y)[x], exact_mean(plane, c.part, c.to, x, y), 0.55) << c.to.width << " " << x << "," << y;
  }
}

TEST(ShrinkArea, keeps_what_is_flat) {
  for (int level = 0; level < 256; level++) {
    Plane flat({100, 77});
    flat.fill(static_cast<Byte>(level));
    for (const Size to : {Size{1, 1}, Size{9, 7}, Size{99, 76}, Size{33, 77}}) {
      const Plane small = shrink_area(flat, {0, 0, 100, 77}, to);
      for (int y = 0; y < to.height; y++)
        for (int x = 0; x < to.width; x++) ASSERT_EQ(small.row(y)[x], level) << to.width << "x" << to.height;
    }
  }
}

TEST(ShrinkArea, rounds_halves_up) {
  Plane plane({2, 2});
  plane.fill(10);
  plane.row(1)[0] = plane.row(1)[1] = 11;
  EXPECT_EQ(shrink_area(plane, {0, 0, 2, 2}, {1, 1}).row(0)[0], 11);
}

TEST(ShrinkArea, says_where_its_samples_lie) {
  Plane plane = noise({60, 40});
  plane.across = {5, 2};
  const Plane small = shrink_area(plane, {10, 0, 30, 40}, {10, 10});
  EXPECT_EQ(small.across, (Axis{25, 6}));
  EXPECT_EQ(small.down, (Axis{0, 4}));
}

TEST(ShrinkTo, takes_whole_squares) {
  Image picture{noise({645, 483}), {}, {}};
  const Image small = shrink_to(picture, 320);
  EXPECT_EQ(small.luma.size(), (Size{215, 161}));
  EXPECT_EQ(small.luma.across.step, 3);
}

}  // namespace
}  // namespace headroom::crop
