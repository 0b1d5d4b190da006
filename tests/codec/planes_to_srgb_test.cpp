#include "codec/planes_to_srgb.h"

#include <gtest/gtest.h>

#include <cmath>

#include "codec/photo_source.h"
#include "codec/rgb_to_ycc.h"
#include "support/gradients.h"
#include "support/jpeg_files.h"
#include "support/profiles.h"

namespace headroom::codec {
namespace {

/// Of the gradient, half the colour: it stays inside sRGB's gamut, where a level more makes about a level more.
double calm_gradient_at(int plane, double x, double y, Size photo) {
  const double level = test::gradient_at(plane, x, y, photo);
  return plane == 0 ? level : neutral_chroma + (level - neutral_chroma) / 2;
}

Image calm_gradient(Size photo) {
  return test::drawn(photo, [photo](int plane, double x, double y) { return calm_gradient_at(plane, x, y, photo); });
}

/// What the gradient shows at a place, by the profile.
Ycc converted_gradient_at(double x, double y, Size photo, const ColourProfile& profile) {
  const auto level = [&](int plane) { return static_cast<int>(std::lround(calm_gradient_at(plane, x, y, photo))); };
  const Rgb stored = ycc_to_rgb(level(0), level(1), level(2));
  const Byte pixel[3] = {stored.red, stored.green, stored.blue};
  Byte rgb[3];
  profile.to_srgb(pixel, rgb, 1);
  return rgb_to_ycc(rgb[0], rgb[1], rgb[2]);
}

/// Each sample is the gradient of its place, converted; those at the photo's edges aside.
void expect_converted(const Image& image, Size photo, const ColourProfile& profile, const std::string& what) {
  ASSERT_EQ(image.cb.size(), image.luma.size()) << what;
  ASSERT_EQ(image.cr.across, image.luma.across) << what;
  double sums[3] = {};
  int count = 0;
  for (int row = 0; row < image.luma.height(); row++)
    for (int column = 0; column < image.luma.width(); column++) {
      const double x = image.luma.across.origin + (column + 0.5) * image.luma.across.step;
      const double y = image.luma.down.origin + (row + 0.5) * image.luma.down.step;
      if (x > photo.width - 8 || y > photo.height - 8 || x < 8 || y < 8) continue;
      const Ycc expected = converted_gradient_at(x, y, photo, profile);
      const int differences[] = {image.luma.row(row)[column] - expected.y, image.cb.row(row)[column] - expected.cb,
                                 image.cr.row(row)[column] - expected.cr};
      count++;
      for (int i = 0; i < 3; i++) {
        ASSERT_LE(std::abs(differences[i]), 5) << what << " at " << x << "," << y << ", plane " << i;
        sums[i] += differences[i];
      }
    }
  for (const double sum : sums) EXPECT_LE(std::abs(sum), 0.9 * count) << what;
}

test::JpegLook look_with(const Bytes& icc) {
  test::JpegLook look;
  look.icc_segments = test::icc_segments(icc);
  look.quality = 100;
  return look;
}

TEST(PlanesToSrgb, bring_preview_and_region_to_srgb_at_every_sampling) {
  const Size photo{201, 133};
  const Bytes icc = test::display_p3_profile();
  const auto profile = ColourProfile::open(icc, Colours::rgb).value();
  const struct {
    int luma_across, luma_down, chroma_across, chroma_down;
  } samplings[] = {{1, 1, 1, 1}, {2, 1, 1, 1}, {1, 2, 1, 1}, {2, 2, 1, 1}, {4, 1, 1, 1}, {2, 2, 2, 1}};
  for (const auto& sampling : samplings)
    for (const bool progressive : {false, true}) {
      auto look = look_with(icc);
      look.luma_across = sampling.luma_across;
      look.luma_down = sampling.luma_down;
      look.chroma_across = sampling.chroma_across;
      look.chroma_down = sampling.chroma_down;
      look.progressive = progressive;
      auto source = open_photo(test::write_jpeg(calm_gradient(photo), look), {}).value();
      const std::string what = std::to_string(sampling.luma_across) + std::to_string(sampling.luma_down);
      EXPECT_EQ(source->flags(), Flags{});
      expect_converted(source->preview(100).value(), photo, profile, what + " preview");
      expect_converted(source->region({20, 10, 100, 100}, {96, 96}).value(), photo, profile, what + " region");
    }
}

TEST(PlanesToSrgb, bring_camera_photos_to_srgb_at_every_scale_and_orientation) {
  const Size photo{2404, 2503};
  const Bytes icc = test::adobe_rgb_profile();
  const auto profile = ColourProfile::open(icc, Colours::rgb).value();
  for (const int orientation : {1, 6}) {
    auto look = look_with(icc);
    look.orientation = orientation;
    const Bytes file = test::write_jpeg(test::stored_as(calm_gradient(photo), orientation), look);
    for (const Rect crop : {Rect{400, 300, 1400, 1400}, Rect{1500, 1601, 800, 801}}) {  // by one pass and by two
      auto source = open_photo(file, {}).value();
      const std::string what = "orientation " + std::to_string(orientation);
      expect_converted(source->preview(320).value(), photo, profile, what + " preview");
      const Image region = source->region(crop, {648, 648}).value();
      expect_converted(region, photo, profile, what + " region");
      EXPECT_LE(region.luma.across.origin, crop.x);
      EXPECT_GE(region.luma.across.origin + region.luma.width() * region.luma.across.step, crop.x + crop.width);
      EXPECT_LT(region.luma.width(), 1000);  // no more than resampling needs is converted
    }
  }
}

TEST(PlanesToSrgb, keep_grey_files_grey) {
  Image grey;
  grey.luma = Plane({40, 40});
  grey.luma.fill(128);
  test::JpegLook look = look_with(test::grey_profile(1.8));
  auto source = open_photo(test::write_jpeg(grey, look), {}).value();
  const Image preview = source->preview(320).value();
  EXPECT_TRUE(preview.grey());
  EXPECT_NEAR(preview.luma.row(5)[5], 146, 1);
  EXPECT_NEAR(source->region({0, 0, 40, 40}, {40, 40}).value().luma.row(5)[5], 146, 1);
}

TEST(PlanesToSrgb, leaves_planes_alone_when_the_profile_is_srgb) {
  const Image picture = test::gradient({64, 48});
  auto plain = open_photo(test::write_jpeg(picture), {}).value();
  test::JpegLook look;
  look.icc_segments = test::icc_segments(test::srgb_profile());
  auto tagged = open_photo(test::write_jpeg(picture, look), {}).value();
  EXPECT_EQ(tagged->preview(32).value(), plain->preview(32).value());
  EXPECT_EQ(tagged->region({0, 0, 48, 48}, {48, 48}).value(), plain->region({0, 0, 48, 48}, {48, 48}).value());
  EXPECT_EQ(tagged->flags(), Flags{});
}

TEST(PlanesToSrgb, count_as_memory) {
  auto source = open_photo(test::write_jpeg(test::gradient({400, 400}), look_with(test::display_p3_profile())),
                           [] {
                             Limits limits;
                             limits.decode_bytes = 400 * 400 * 4;
                             return limits;
                           }())
                    .value();
  EXPECT_TRUE(source->preview(320));
  EXPECT_EQ(source->region({0, 0, 400, 400}, {400, 400}).error().fault, Fault::too_large);
}

}  // namespace
}  // namespace headroom::codec
