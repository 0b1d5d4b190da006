#include "filter/exposure.h"

#include <gtest/gtest.h>

namespace headroom::filter {
namespace {

/// A bright room with a darker head box in it, in a preview of which a sample is `step` photo pixels.
Plane room(Size size, double step, const Box& head, int face) {
  Plane luma(size);
  luma.across = luma.down = {0, step};
  for (int y = 0; y < size.height; y++)
    for (int x = 0; x < size.width; x++) {
      const double u = (x + 0.5) * step, v = (y + 0.5) * step;
      const bool inside = u > head.x && u < head.x + head.width && v > head.y && v < head.y + head.height;
      luma.row(y)[x] = static_cast<Byte>(inside ? face : 250);
    }
  return luma;
}

TEST(Exposure, sees_the_face_and_not_the_background) {
  for (const double step : {1.0, 4.0}) {
    const Box head{60 * step, 40 * step, 60 * step, 80 * step};
    EXPECT_EQ(measure_exposure(room({200, 160}, step, head, 70), head), (Exposure{true, 70, 70, 70, 70}));
  }
}

TEST(Exposure, tells_shares_of_the_face) {
  Plane luma({100, 100});
  for (int y = 0; y < 100; y++)
    for (int x = 0; x < 100; x++) luma.row(y)[x] = static_cast<Byte>(x < 50 ? 40 : 200);
  const Exposure exposure = measure_exposure(luma, {20, 10, 60, 80});
  EXPECT_EQ(exposure.dark, 40);
  EXPECT_EQ(exposure.bright, 200);
  EXPECT_EQ(exposure.brightest, 200);
}

TEST(Exposure, is_unknown_where_there_is_too_little_to_see) {
  const Plane luma = room({50, 50}, 1, {0, 0, 50, 50}, 90);
  EXPECT_FALSE(measure_exposure(luma, {10, 10, 3, 4}).known);
  EXPECT_FALSE(measure_exposure(luma, {10, 10, 0, 0}).known);
  EXPECT_FALSE(measure_exposure(luma, {500, 500, 40, 40}).known);
  EXPECT_FALSE(measure_exposure(luma, {-500, 10, 40, 40}).known);
  EXPECT_FALSE(measure_exposure(Plane(), {0, 0, 40, 40}).known);
  EXPECT_FALSE(measure_exposure(room({1, 1}, 1, {0, 0, 1, 1}, 90), {0, 0, 1, 1}).known);
}

TEST(Exposure, looks_at_what_there_is_of_a_head_that_is_cut_off) {
  EXPECT_TRUE(measure_exposure(room({50, 50}, 1, {-20, -20, 60, 60}, 90), {-20, -20, 60, 60}).known);
}

}  // namespace
}  // namespace headroom::filter
