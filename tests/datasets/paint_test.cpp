#include "datasets/paint.h"

#include <gtest/gtest.h>

namespace headroom::datasets {
namespace {

constexpr Colour red{200, 40, 30};

Image grey_canvas(Size size) {
  Image image = canvas(size);
  paint_gradient(image, {128, 128, 128}, {128, 128, 128});
  return image;
}

TEST(Paint, makes_whole_blocks_for_any_size) {
  const struct {
    Size asked;
    Size made;
  } cases[] = {{{1, 1}, {16, 16}}, {{16, 16}, {16, 16}}, {{17, 33}, {32, 48}}};
  for (const auto& c : cases) {
    const Image image = canvas(c.asked);
    EXPECT_EQ(image.luma.size(), c.made);
    EXPECT_EQ(image.cb.size(), (Size{c.made.width / 2, c.made.height / 2}));
  }
}

TEST(Paint, colours_the_middle_of_a_shape_and_nothing_far_from_it) {
  Image image = grey_canvas({64, 64});
  paint(image, {{.x = 32, .y = 32, .radius_x = 10, .radius_y = 10}, {.colour = red}});
  EXPECT_NEAR(image.luma.row(32)[32], luma(red), 1);
  EXPECT_NEAR(image.cr.row(16)[16], 128 + red_difference(red), 1);
  EXPECT_EQ(image.luma.row(5)[5], 128);
  EXPECT_EQ(image.luma.row(32)[45], 128);
}

TEST(Paint, leaves_the_middle_of_a_hollow_shape_as_it_was) {
  Image image = grey_canvas({64, 64});
  paint(image, {{.x = 32, .y = 32, .radius_x = 20, .radius_y = 20, .hollow = 0.7}, {.colour = red}});
  EXPECT_EQ(image.luma.row(32)[32], 128);
  EXPECT_NEAR(image.luma.row(32)[49], luma(red), 1);
}

TEST(Paint, puts_up_with_shapes_of_no_size_and_shapes_outside) {
  Image image = grey_canvas({1, 1});
  const Image before{image.luma.clone(), image.cb.clone(), image.cr.clone()};
  paint(image, {{.x = 400, .y = -300, .radius_x = 5, .radius_y = 5, .tilt = 0.7}, {.colour = red}});
  EXPECT_EQ(image, before);
  paint(image, {{.x = 3, .y = 3, .radius_x = 0, .radius_y = 0}, {.colour = red}});
  EXPECT_EQ(image.luma.size(), (Size{16, 16}));
}

TEST(Paint, places_tilted_things_clockwise) {
  constexpr double quarter_of_an_hour = 1.5707963267948966 / 3;  // 30 degrees
  const Point hand = placed(Point{0, -2}, {.x = 10, .y = 10, .unit = 3, .tilt = quarter_of_an_hour});
  EXPECT_NEAR(hand.x, 13, 1e-3);
  EXPECT_NEAR(hand.y, 10 - 6 * 0.8660254, 1e-3);
}

}  // namespace
}  // namespace headroom::datasets
