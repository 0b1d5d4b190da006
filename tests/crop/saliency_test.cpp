#include "crop/saliency.h"

#include <gtest/gtest.h>

namespace headroom::crop {
namespace {

/// A flat picture with a chequered part from `begin` to `end`, columns.
Image chequered(Size size, int begin, int end) {
  Image image{Plane(size), Plane(size), Plane(size)};
  for (Plane* plane : image.planes()) plane->fill(neutral_chroma);
  for (int y = 0; y < size.height; y++)
    for (int x = begin; x < end; x++) image.luma.row(y)[x] = (x / 8 + y / 8) % 2 ? 220 : 40;
  return image;
}

TEST(Saliency, shows_the_top_of_a_tall_photo) {
  EXPECT_EQ(salient_square(chequered({60, 200}, 0, 0), {600, 2000}), (Box{0, 0, 600, 600}));
}

TEST(Saliency, shows_what_stands_out_in_a_wide_photo) {
  const Box right = salient_square(chequered({300, 100}, 220, 280), {3000, 1000});
  EXPECT_LE(right.x, 2200);
  EXPECT_GE(right.x + right.width, 2800);
  const Box left = salient_square(chequered({300, 100}, 20, 80), {3000, 1000});
  EXPECT_LE(left.x, 200);
  EXPECT_GE(left.x + left.width, 800);
}

TEST(Saliency, shows_the_middle_where_nothing_stands_out) {
  EXPECT_EQ(salient_square(chequered({300, 100}, 0, 0), {3000, 1000}), (Box{1000, 0, 1000, 1000}));
}

TEST(Saliency, shows_all_of_a_square_photo_and_of_a_single_pixel) {
  EXPECT_EQ(salient_square(chequered({100, 100}, 0, 0), {1000, 1000}), (Box{0, 0, 1000, 1000}));
  EXPECT_EQ(salient_square(chequered({1, 1}, 0, 0), {1, 1}), (Box{0, 0, 1, 1}));
}

TEST(Saliency, takes_ribbons_and_grey_pictures) {
  const Box ribbon = salient_square(chequered({320, 1}, 0, 0), {30'000, 2});
  EXPECT_GE(ribbon.x, 0);
  EXPECT_LE(ribbon.x + ribbon.width, 30'000);
  Image grey = chequered({300, 100}, 220, 280);
  grey.cb = Plane();
  grey.cr = Plane();
  EXPECT_LE(salient_square(grey, {300, 100}).x, 220);
}

}  // namespace
}  // namespace headroom::crop
