#include "datasets/paint.h"

#include <gtest/gtest.h>

namespace headroom::datasets {
namespace {

constexpr Colour red{200, 40, 30};

Image grey_canvas(Size size) {
  Image image = canvas(size, 1);
  paint_gradient(image, {128, 128, 128}, {128, 128, 128});
  return image;
}

TEST(Paint, has_a_sample_for_every_pixel_or_square_of_pixels) {
  const struct {
    Size asked;
    int step;
    Size made;
  } cases[] = {{{1, 1}, 1, {1, 1}}, {{1, 1}, 2, {1, 1}}, {{17, 33}, 1, {17, 33}}, {{17, 33}, 2, {9, 17}}};
  for (const auto& c : cases) {
    const Image image = canvas(c.asked, c.step);
    for (const Plane* plane : image.planes()) EXPECT_EQ(plane->size(), c.made);
  }
}

TEST(Paint, puts_a_stroke_at_the_same_place_whatever_the_step) {
  Image image = canvas({64, 64}, 2);
  paint_gradient(image, {128, 128, 128}, {128, 128, 128});
  paint(image, {{.x = 32, .y = 48, .radius_x = 10, .radius_y = 10}, {.colour = red}});
  EXPECT_NEAR(image.luma.row(24)[16], luma(red), 1);
  EXPECT_EQ(image.luma.row(16)[16], 128);
}

TEST(Paint, colours_the_middle_of_a_shape_and_nothing_far_from_it) {
  Image image = grey_canvas({64, 64});
  paint(image, {{.x = 32, .y = 32, .radius_x = 10, .radius_y = 10}, {.colour = red}});
  EXPECT_NEAR(image.luma.row(32)[32], luma(red), 1);
  EXPECT_NEAR(image.cr.row(32)[32], 128 + red_difference(red), 1);
  EXPECT_EQ(image.luma.row(5)[5], 128);
  EXPECT_EQ(image.luma.row(32)[45], 128);
}

TEST(Paint, leaves_the_middle_of_a_hollow_shape_as_it_was) {
  Image image = grey_canvas({64, 64});
  paint(image, {{.x = 32, .y = 32, .radius_x = 20, .radius_y = 20, .hollow = 0.7}, {.colour = red}});
  EXPECT_EQ(image.luma.row(32)[32], 128);
  EXPECT_NEAR(image.luma.row(32)[49], luma(red), 1);
}

TEST(Paint, cuts_a_shape_off_above_and_below) {
  Image image = grey_canvas({64, 64});
  const Shape band{.x = 32, .y = 32, .radius_x = 20, .radius_y = 20, .top = -0.5, .bottom = 0.5};
  paint(image, {band, {.colour = red}});
  EXPECT_NEAR(image.luma.row(32)[32], luma(red), 1);
  EXPECT_EQ(image.luma.row(18)[32], 128);
  EXPECT_EQ(image.luma.row(46)[32], 128);
}

TEST(Paint, goes_on_to_the_bottom_with_an_endless_shape) {
  Image image = grey_canvas({64, 64});
  paint(image, {{.x = 32, .y = 10, .radius_x = 5, .radius_y = 5, .endless = true}, {.colour = red}});
  EXPECT_NEAR(image.luma.row(63)[32], luma(red), 1);
  EXPECT_EQ(image.luma.row(63)[45], 128);
}

TEST(Paint, puts_up_with_shapes_of_no_size_and_shapes_outside) {
  Image image = grey_canvas({1, 1});
  const Image before{image.luma.clone(), image.cb.clone(), image.cr.clone()};
  paint(image, {{.x = 400, .y = -300, .radius_x = 5, .radius_y = 5, .tilt = 0.7}, {.colour = red}});
  EXPECT_EQ(image, before);
  paint(image, {{.x = 3, .y = 3, .radius_x = 0, .radius_y = 0}, {.colour = red}});
  EXPECT_EQ(image.luma.size(), (Size{1, 1}));
}

TEST(Paint, places_tilted_things_clockwise) {
  constexpr double quarter_of_an_hour = 1.5707963267948966 / 3;  // 30 degrees
  const Point hand = placed(Point{0, -2}, {.x = 10, .y = 10, .unit = 3, .tilt = quarter_of_an_hour});
  EXPECT_NEAR(hand.x, 13, 1e-3);
  EXPECT_NEAR(hand.y, 10 - 6 * 0.8660254, 1e-3);
}

}  // namespace
}  // namespace headroom::datasets
