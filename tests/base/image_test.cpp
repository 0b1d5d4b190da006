#include "base/image.h"

#include <gtest/gtest.h>

namespace headroom {
namespace {

TEST(Plane, has_rows_on_their_own_cache_lines) {
  const Plane plane({65, 3});
  EXPECT_EQ(plane.stride(), 128);
  EXPECT_EQ(plane.row(2) - plane.row(0), 256);
  EXPECT_TRUE(Plane().empty());
  EXPECT_TRUE(Plane({0, 5}).empty());
}

TEST(Plane, a_clone_is_equal_and_its_own) {
  Plane plane({3, 2}, {64, 8});
  plane.fill(7);
  plane.across = {-1, 2};
  Plane copy = plane.clone();
  EXPECT_EQ(copy, plane);
  copy.row(1)[2] = 8;
  EXPECT_NE(copy, plane);
  EXPECT_EQ(plane.row(1)[2], 7);
}

TEST(Plane, equality_looks_at_samples_and_place_not_at_padding) {
  Plane a({3, 1}, {64, 1});
  Plane b({3, 1});
  a.fill(1);
  b.fill(1);
  a.row(0)[3] = 99;
  EXPECT_EQ(a, b);
  b.down.step = 2;
  EXPECT_NE(a, b);
}

TEST(Image, without_chroma_is_grey) {
  Image image;
  image.luma = Plane({4, 4});
  EXPECT_TRUE(image.grey());
  image.cb = Plane({2, 2});
  EXPECT_FALSE(image.grey());
}

}  // namespace
}  // namespace headroom
