#include "crop/framing.h"

#include <gtest/gtest.h>

namespace headroom::crop {
namespace {

TEST(Framing, centres_the_head_with_a_quarter_of_the_free_height_above) {
  const Rect crop = square_around({400, 300, 150, 200}, {1000, 1000}, 1, 25);
  EXPECT_EQ(crop, (Rect{325, 275, 300, 300}));  // free height 100: 25 above, 75 below
}

TEST(Framing, stays_inside_the_photo) {
  struct {
    Box head;
    Size photo;
    int least_side;
    int margin;
    Rect crop;
  } cases[] = {
      {{40, 40, 20, 20}, {100, 100}, 1, 25, {35, 38, 30, 30}},    // room on every side
      {{0, 0, 20, 20}, {100, 100}, 1, 25, {0, 0, 30, 30}},        // head in the corner
      {{90, 90, 20, 20}, {100, 100}, 1, 25, {70, 70, 30, 30}},    // head over the edge
      {{0, 0, 90, 90}, {100, 80}, 1, 25, {5, 0, 80, 80}},         // head larger than the photo allows
      {{40, 40, 20, 20}, {100, 100}, 60, 25, {20, 30, 60, 60}},   // the output wants more pixels
      {{40, 40, 20, 20}, {100, 100}, 648, 25, {0, 0, 100, 100}},  // more than the photo has
      {{0, 0, 1, 1}, {1, 1}, 96, 25, {0, 0, 1, 1}},               // one pixel
      {{5, 0, 3, 1}, {17, 1}, 96, 50, {6, 0, 1, 1}},              // one row
      {{-500, -500, 10, 10}, {50, 60}, 1, 25, {0, 0, 15, 15}},    // head far outside
  };
  for (const auto& c : cases) EXPECT_EQ(square_around(c.head, c.photo, c.least_side, c.margin), c.crop);
}

TEST(Framing, a_larger_margin_gives_a_looser_crop) {
  for (int margin = 1; margin < 50; margin++)
    EXPECT_LT(square_around({400, 300, 150, 200}, {1000, 1000}, 1, margin).width,
              square_around({400, 300, 150, 200}, {1000, 1000}, 1, margin + 1).width);
}

TEST(Framing, aligned_keeps_the_short_side_and_slides_to_the_head) {
  EXPECT_EQ(aligned_square({700, 100, 100, 150}, {1000, 400}), (Rect{550, 0, 400, 400}));
  EXPECT_EQ(aligned_square({100, 700, 100, 150}, {400, 1000}), (Rect{0, 600, 400, 400}));
  EXPECT_EQ(aligned_square({950, 100, 100, 150}, {1000, 400}), (Rect{600, 0, 400, 400}));
}

TEST(Framing, centre_takes_the_middle_of_the_long_side) {
  EXPECT_EQ(centre_square({1000, 400}), (Rect{300, 0, 400, 400}));
  EXPECT_EQ(centre_square({1, 1}), (Rect{0, 0, 1, 1}));
}

TEST(Framing, a_square_output_takes_the_square_as_it_is) {
  EXPECT_EQ(grown_to_aspect({10, 20, 30, 30}, {100, 100}, {96, 96}, Anchor::head), (Rect{10, 20, 30, 30}));
}

TEST(Framing, other_aspects_grow_the_square_until_the_photo_ends) {
  struct {
    Rect square;
    Size photo;
    Size output;
    Anchor anchor;
    Rect crop;
  } cases[] = {
      {{100, 100, 60, 60}, {400, 400}, {300, 600}, Anchor::head, {100, 85, 60, 120}},    // a quarter of 60 above
      {{100, 100, 60, 60}, {400, 400}, {300, 600}, Anchor::middle, {100, 70, 60, 120}},  // half of 60 above
      {{100, 100, 60, 60}, {400, 400}, {600, 300}, Anchor::head, {70, 100, 120, 60}},
      {{340, 0, 60, 60}, {400, 400}, {600, 300}, Anchor::head, {280, 0, 120, 60}},     // shifted inside
      {{0, 0, 400, 400}, {400, 400}, {600, 300}, Anchor::middle, {0, 100, 400, 200}},  // scaled down
      {{0, 0, 1, 1}, {1, 1}, {600, 300}, Anchor::middle, {0, 0, 1, 1}},
  };
  for (const auto& c : cases) EXPECT_EQ(grown_to_aspect(c.square, c.photo, c.output, c.anchor), c.crop);
}

}  // namespace
}  // namespace headroom::crop
