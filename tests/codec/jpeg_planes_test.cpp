#include "codec/jpeg_planes.h"

#include <gtest/gtest.h>

#include "support/gradients.h"
#include "support/jpeg_files.h"

namespace headroom::codec {
namespace {

struct Sampled {
  int luma_across, luma_down, chroma_across, chroma_down;
};

constexpr Sampled samplings[] = {
    {1, 1, 1, 1}, {2, 1, 1, 1}, {1, 2, 1, 1}, {2, 2, 1, 1}, {4, 1, 1, 1},
    {4, 2, 1, 1}, {3, 1, 1, 1}, {2, 2, 2, 1}, {2, 2, 1, 2},
};

test::JpegLook look_of(const Sampled& sampled) {
  test::JpegLook look;
  look.luma_across = sampled.luma_across;
  look.luma_down = sampled.luma_down;
  look.chroma_across = sampled.chroma_across;
  look.chroma_down = sampled.chroma_down;
  look.quality = 100;
  return look;
}

/// Every plane shows the ramp where its axes say. A plane out of place by half a pixel would be off by 0.8 levels;
/// libjpeg's rounding when it halves rows makes up to 0.6.
void expect_in_place(const Image& image, Size photo, const std::string& what) {
  for (int i = 0; i < 3; i++) {
    const auto found = test::deviation(*image.planes()[static_cast<std::size_t>(i)], i, photo);
    EXPECT_LE(std::abs(found.mean), 0.65) << what << ", plane " << i;
    EXPECT_LE(found.most, 4) << what << ", plane " << i;
  }
}

TEST(JpegPlanes, say_where_they_lie_at_every_sampling_and_scale) {
  const Size photo{67, 45};
  for (const Sampled& sampled : samplings)
    for (const int eighths : {1, 2, 4, 8}) {
      const Bytes file = test::write_jpeg(test::gradient(photo), look_of(sampled));
      JpegReader reader(file, {});
      ASSERT_TRUE(reader.read_header());
      const auto planes = decode_planes(reader, eighths).value();
      EXPECT_FALSE(planes.damaged);
      EXPECT_EQ(planes.image.luma.width(), (photo.width * eighths + 7) / 8);
      expect_in_place(
          planes.image, photo,
          std::to_string(sampled.luma_across) + std::to_string(sampled.luma_down) + " at " + std::to_string(eighths));
    }
}

TEST(JpegPlanes, cover_the_photo_at_odd_sizes) {
  for (const Size photo : {Size{1, 1}, Size{1, 17}, Size{17, 1}, Size{8, 8}, Size{9, 7}, Size{15, 33}})
    for (const Sampled& sampled : samplings)
      for (const int eighths : {1, 2, 4, 8}) {
        const Bytes file = test::write_jpeg(test::gradient(photo), look_of(sampled));
        JpegReader reader(file, {});
        ASSERT_TRUE(reader.read_header());
        const auto planes = decode_planes(reader, eighths).value();
        for (const Plane* plane : planes.image.planes()) {
          ASSERT_GE(plane->width() * plane->across.step, photo.width);
          ASSERT_LT((plane->width() - 1) * plane->across.step, photo.width);
          ASSERT_GE(plane->height() * plane->down.step, photo.height);
          ASSERT_LT((plane->height() - 1) * plane->down.step, photo.height);
        }
      }
}

TEST(JpegWindow, equals_its_part_of_the_whole) {
  const Size photo{217, 180};
  const Rect crops[] = {{0, 0, 1, 1}, {100, 90, 20, 20}, {197, 160, 20, 20}, {0, 0, 217, 180}, {30, 120, 80, 50}};
  for (const Sampled& sampled : samplings)
    for (const int eighths : {1, 2, 4, 8})
      for (const bool progressive : {false, true}) {
        auto look = look_of(sampled);
        look.progressive = progressive;
        const Bytes file = test::write_jpeg(test::gradient(photo), look);
        JpegReader whole_reader(file, {});
        ASSERT_TRUE(whole_reader.read_header());
        const Image whole = decode_planes(whole_reader, eighths).value().image;
        for (const Rect& crop : crops) {
          JpegReader reader(file, {});
          ASSERT_TRUE(reader.read_header());
          const Image part = decode_window(reader, eighths, crop, {48, 48}).value();
          for (int i = 0; i < 3; i++) {
            const Plane& plane = *part.planes()[static_cast<std::size_t>(i)];
            const Plane& all = *whole.planes()[static_cast<std::size_t>(i)];
            const int left = static_cast<int>(plane.across.origin / plane.across.step);
            const int top = static_cast<int>(plane.down.origin / plane.down.step);
            for (int y = 0; y < plane.height(); y++)
              ASSERT_TRUE(std::equal(plane.row(y), plane.row(y) + plane.width(), all.row(top + y) + left));
          }
        }
      }
}

}  // namespace
}  // namespace headroom::codec
