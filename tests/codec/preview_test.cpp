#include "codec/preview.h"

#include <gtest/gtest.h>

#include "codec/average.h"
#include "support/gradients.h"

namespace headroom::codec {
namespace {

/// Chroma at a part of luma's size, by plain averaging.
Image subsampled(Image image, Size cell) {
  image.cb = average_cells(image.cb, cell.width, cell.height);
  image.cr = average_cells(image.cr, cell.width, cell.height);
  return image;
}

TEST(AverageCells, rounds_half_up) {
  Plane plane({2, 2});
  plane.row(0)[0] = 1, plane.row(0)[1] = 2, plane.row(1)[0] = 2, plane.row(1)[1] = 1;
  const Plane average = average_cells(plane, 2, 2);
  EXPECT_EQ(average.size(), (Size{1, 1}));
  EXPECT_EQ(average.row(0)[0], 2);
}

TEST(AverageCells, averages_what_there_is_at_the_edges) {
  Plane plane({3, 1});
  plane.row(0)[0] = 10, plane.row(0)[1] = 20, plane.row(0)[2] = 200;
  const Plane average = average_cells(plane, 2, 2);
  EXPECT_EQ(average.size(), (Size{2, 1}));
  EXPECT_EQ(average.row(0)[0], 15);
  EXPECT_EQ(average.row(0)[1], 200);
}

TEST(AverageCells, does_not_overflow_in_large_cells) {
  Plane plane({1, 5000});
  plane.fill(255);
  EXPECT_EQ(average_cells(plane, 1, 5000).row(0)[0], 255);
}

TEST(AverageAt, keeps_a_flat_plane_flat) {
  Plane plane({7, 5});
  plane.fill(201);
  for (const double step : {0.25, 0.5, 0.9, 1.0, 1.5, 3.7, 9.0}) {
    const Plane average = average_at(plane, {9, 4}, {-1, step}, {0, step});
    for (int y = 0; y < 4; y++)
      for (int x = 0; x < 9; x++) ASSERT_EQ(average.row(y)[x], 201) << step;
  }
}

TEST(Preview, is_no_longer_than_asked) {
  const struct {
    Size photo;
    int long_side;
    Size preview;
  } cases[] = {
      {{1, 1}, 320, {1, 1}},         {{320, 240}, 320, {320, 240}}, {{321, 240}, 320, {161, 120}},
      {{3000, 60}, 320, {300, 6}},   {{7, 1000}, 100, {1, 100}},    {{17, 1}, 1, {1, 1}},
      {{640, 641}, 320, {214, 214}},
  };
  for (const auto& c : cases)
    EXPECT_EQ(shrink_to_preview(test::gradient(c.photo), c.long_side).luma.size(), c.preview) << c.photo.width;
}

void invert(Image& image) {
  for (Plane* plane : image.planes())
    for (int y = 0; y < plane->height(); y++)
      for (int x = 0; x < plane->width(); x++) plane->row(y)[x] = static_cast<Byte>(255 - plane->row(y)[x]);
}

TEST(Preview, brings_chroma_of_any_sampling_to_lumas_size_and_place) {
  const Size photo{151, 101};
  for (const Size sampling : {Size{1, 1}, Size{2, 1}, Size{1, 2}, Size{2, 2}, Size{4, 1}, Size{3, 1}, Size{4, 4}})
    for (const int long_side : {10, 25, 52, 77, 160}) {
      Image image = test::gradient(photo);
      Image inverted = test::gradient(photo);
      invert(inverted);
      const Image preview = shrink_to_preview(subsampled(std::move(image), sampling), long_side);
      Image counterpart = shrink_to_preview(subsampled(std::move(inverted), sampling), long_side);
      invert(counterpart);
      for (std::size_t i = 0; i < 3; i++) {
        const Plane& plane = *preview.planes()[i];
        ASSERT_EQ(plane.size(), preview.luma.size());
        ASSERT_EQ(plane.across, preview.luma.across);
        ASSERT_EQ(plane.down, preview.luma.down);
        // Rounding half up moves the two apart by equal amounts; half a pixel out of place moves both by 0.4 or more.
        const auto found = test::deviation(plane, static_cast<int>(i), photo);
        const auto counter = test::deviation(*counterpart.planes()[i], static_cast<int>(i), photo);
        EXPECT_LE(std::abs(found.mean + counter.mean) / 2, 0.15) << i << " " << sampling.width << " " << long_side;
        EXPECT_LE(found.most, 3) << i << " " << sampling.width << " " << long_side;
      }
    }
}

TEST(Preview, of_a_grey_photo_is_grey) {
  Image image;
  image.luma = Plane({100, 50});
  image.luma.fill(7);
  const Image preview = shrink_to_preview(image, 10);
  EXPECT_TRUE(preview.grey());
  EXPECT_EQ(preview.luma.row(4)[9], 7);
}

}  // namespace
}  // namespace headroom::codec
