#include "batch/likeness.h"

#include <gtest/gtest.h>

#include "support/pictures.h"

namespace headroom::batch {
namespace {

PictureCells flat(Size size, Byte luma) {
  Image image{Plane(size), {}, {}};
  image.luma.fill(luma);
  return likeness_of(image, size);
}

TEST(Likenesses, measure_in_levels) {
  const Difference apart = difference(flat({100, 100}, 100), flat({64, 64}, 110));
  EXPECT_DOUBLE_EQ(apart.luma, 10);
  EXPECT_DOUBLE_EQ(apart.spot, 10);
  EXPECT_DOUBLE_EQ(apart.chroma, 0) << "a grey picture has neutral chroma";
}

TEST(Likenesses, are_those_of_pictures_of_any_size) {
  const Size sizes[] = {{1, 1}, {1, 50}, {31, 33}, {700, 20}, {648, 648}};
  for (const Size size : sizes) {
    const PictureCells likeness = flat(size, 77);
    EXPECT_EQ(likeness.luma, crop::Cells(1024, 77 * 16)) << size.width << "x" << size.height;
    EXPECT_EQ(likeness.cb, crop::Cells(1024, 128 * 16));
  }
}

TEST(Likenesses, are_of_the_middle_square) {
  const Size wide{96, 48};
  Image image = test::portrait(wide);
  for (int y = 0; y < wide.height; y++)
    for (const int x : {0, 10, 20, 75, 90}) image.luma.row(y)[x] = 255;
  EXPECT_EQ(difference(likeness_of(image, wide), likeness_of(test::portrait(wide), wide)).spot, 0);
}

TEST(Likenesses, find_a_small_spot_that_the_whole_hides) {
  const Size size{256, 256};
  Image image = test::portrait(size);
  for (int y = 64; y < 96; y++) std::fill_n(image.luma.row(y) + 64, 32, Byte{0});
  const Difference apart = difference(likeness_of(image, size), likeness_of(test::portrait(size), size));
  EXPECT_GT(apart.spot, 5 * apart.luma);
  EXPECT_FALSE(same_picture(apart));
}

TEST(Likenesses, tell_colour_from_grey) {
  const Size size{96, 96};
  Image grey = test::portrait(size);
  grey.cb = {};
  grey.cr = {};
  const Difference apart = difference(likeness_of(grey, size), likeness_of(test::portrait(size), size));
  EXPECT_EQ(apart.luma, 0);
  EXPECT_FALSE(same_picture(apart));
}

}  // namespace
}  // namespace headroom::batch
