#include "base/turn.h"

#include <gtest/gtest.h>

#include "codec/orientation.h"
#include "support/gradients.h"

namespace headroom {
namespace {

using codec::orientation_of;

Rect all_of(const Plane& plane) { return {0, 0, plane.width(), plane.height()}; }

TEST(Turn, makes_each_orientation_upright) {
  for (const Size size : {Size{1, 1}, Size{3, 1}, Size{1, 3}, Size{37, 70}, Size{64, 33}})
    for (int value = 1; value <= 8; value++) {
      const Image upright_image = test::gradient(size);
      const Image stored = test::stored_as(upright_image, value);
      EXPECT_EQ(turn(stored.luma, all_of(stored.luma), orientation_of(value), size), upright_image.luma)
          << value << " at " << size.width << "x" << size.height;
    }
}

TEST(Turn, keeps_an_upright_photo_where_it_is) {
  Image image = test::gradient({8, 8});
  const Byte* samples = image.luma.row(0);
  EXPECT_EQ(turn(std::move(image), Orientation{}, {8, 8}).luma.row(0), samples);
}

TEST(Turn, leaves_a_grey_image_grey) {
  Image image;
  image.luma = Plane({4, 3});
  image.luma.fill(9);
  const Image turned = turn(std::move(image), orientation_of(6), {3, 4});
  EXPECT_TRUE(turned.grey());
  EXPECT_EQ(turned.luma.size(), (Size{3, 4}));
}

TEST(Turn, keeps_the_siting_of_mirrored_chroma_at_odd_sizes) {
  Plane chroma({3, 2});  // of a photo of 5x3 pixels, halved: the last samples reach past the photo
  chroma.fill(1);
  chroma.across = chroma.down = {0, 2};
  const Plane mirrored = turn(chroma, all_of(chroma), orientation_of(3), {5, 3});
  EXPECT_EQ(mirrored.across, (Axis{-1, 2}));
  EXPECT_EQ(mirrored.down, (Axis{-1, 2}));
  const Plane turned = turn(chroma, all_of(chroma), orientation_of(6), {3, 5});
  EXPECT_EQ(turned.across, (Axis{-1, 2}));
  EXPECT_EQ(turned.down, (Axis{0, 2}));
}

TEST(Turn, counts_quarter_turns_clockwise) {
  EXPECT_EQ(quarter_turns(0), Orientation());
  EXPECT_EQ(quarter_turns(1), orientation_of(6));
  EXPECT_EQ(quarter_turns(2), orientation_of(3));
  EXPECT_EQ(quarter_turns(3), orientation_of(8));
  EXPECT_EQ(quarter_turns(5), quarter_turns(1));
}

TEST(Turn, puts_a_window_in_its_place) {
  const Image stored = test::stored_as(test::gradient({50, 40}), 8);
  const Plane part = turn(stored.cb, {5, 7, 20, 30}, orientation_of(8), {50, 40});
  EXPECT_EQ(part.size(), (Size{30, 20}));
  EXPECT_LE(test::deviation(part, 1, {50, 40}).most, 0.5);
}

}  // namespace
}  // namespace headroom
