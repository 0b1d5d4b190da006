#include "codec/jpeg_pixels.h"

#include <gtest/gtest.h>

#include "codec/photo_source.h"
#include "codec/rgb_to_ycc.h"
#include "support/gradients.h"
#include "support/jpeg_files.h"
#include "support/profiles.h"

namespace headroom::codec {
namespace {

using test::InkCoding;
using Ink = std::array<Byte, 4>;

void expect_colour(const Image& image, Rgb colour, int tolerance) {
  const Ycc expected = rgb_to_ycc(colour.red, colour.green, colour.blue);
  const int x = image.luma.width() / 2;
  const int y = image.luma.height() / 2;
  EXPECT_NEAR(image.luma.row(y)[x], expected.y, tolerance);
  EXPECT_NEAR(image.cb.row(y)[x], expected.cb, tolerance);
  EXPECT_NEAR(image.cr.row(y)[x], expected.cr, tolerance);
}

constexpr struct {
  Ink ink;
  Rgb shown;
} inks[] = {{{0, 0, 0, 0}, {255, 255, 255}},
            {{0, 0, 0, 255}, {0, 0, 0}},
            {{0, 255, 255, 0}, {255, 0, 0}},
            {{0, 51, 102, 0}, {255, 204, 153}},
            {{0, 51, 102, 51}, {204, 163, 122}}};

TEST(JpegPixels, show_ink_without_a_profile_as_light_that_is_left) {
  for (const auto coding : {InkCoding::adobe_cmyk, InkCoding::adobe_ycck, InkCoding::plain})
    for (const auto& [ink, shown] : inks) {
      auto source = open_photo(test::write_ink_jpeg({40, 24}, ink, coding), {}).value();
      EXPECT_EQ(source->size(), (Size{40, 24}));
      expect_colour(source->preview(20).value(), shown, 3);
      const Image region = source->region({0, 0, 24, 24}, {96, 96}).value();
      EXPECT_EQ(region.cb.size(), region.luma.size());
      expect_colour(region, shown, 3);
      EXPECT_EQ(source->flags(), Flags{});
    }
}

TEST(JpegPixels, show_ink_by_its_profile) {
  const auto segments = test::icc_segments(test::cmyk_profile(), 20'000);

  for (const auto coding : {InkCoding::adobe_cmyk, InkCoding::adobe_ycck, InkCoding::plain})
    for (const Ink& ink : {Ink{0, 0, 0, 0}, Ink{0, 255, 255, 0}, Ink{0, 0, 0, 255}}) {
      auto source = open_photo(test::write_ink_jpeg({16, 16}, ink, coding, segments), {}).value();
      const Rgb shown = ink_to_rgb(ink[0], ink[1], ink[2], ink[3]);
      expect_colour(source->preview(16).value(), shown, 4);
      EXPECT_EQ(source->flags(), Flags{});
    }
}

TEST(JpegPixels, show_ink_without_a_profile_when_it_has_another) {
  const auto segments = test::icc_segments(test::display_p3_profile());
  auto source = open_photo(test::write_ink_jpeg({16, 16}, {0, 255, 255, 0}, InkCoding::adobe_cmyk, segments), {});
  expect_colour(source.value()->preview(16).value(), {255, 0, 0}, 3);
  EXPECT_TRUE(source.value()->flags().has(Flag::profile_dropped));
}

TEST(JpegPixels, show_large_ink_small_and_crops_in_full) {
  auto source = open_photo(test::write_ink_jpeg({2404, 2000}, {0, 51, 102, 0}, InkCoding::adobe_cmyk), {}).value();
  expect_colour(source->preview(320).value(), {255, 204, 153}, 3);
  const Image region = source->region({1600, 1200, 800, 800}, {648, 648}).value();
  EXPECT_EQ(region.luma.across.step, 1);
  expect_colour(region, {255, 204, 153}, 3);
}

/// A gradient whose planes are taken for red, green and blue.
Bytes rgb_file(Size photo, const Bytes& icc) {
  test::JpegLook look;
  look.rgb = true;
  look.luma_across = look.luma_down = 1;
  look.quality = 100;
  look.orientation = 6;
  look.icc_segments = test::icc_segments(icc);
  return test::write_jpeg(test::stored_as(test::gradient(photo), 6), look);
}

void expect_rgb_gradient(const Image& image, Size photo, const ColourProfile* profile) {
  for (int row = 0; row < image.luma.height(); row += 3)
    for (int column = 0; column < image.luma.width(); column += 3) {
      const double x = image.luma.across.origin + (column + 0.5) * image.luma.across.step;
      const double y = image.luma.down.origin + (row + 0.5) * image.luma.down.step;
      if (x < 8 || y < 8 || x > photo.width - 8 || y > photo.height - 8) continue;
      Byte rgb[3];
      for (int i = 0; i < 3; i++) rgb[i] = static_cast<Byte>(test::gradient_at(i, x, y, photo) + 0.5);
      if (profile) profile->to_srgb(rgb, rgb, 1);
      const Ycc expected = rgb_to_ycc(rgb[0], rgb[1], rgb[2]);
      ASSERT_NEAR(image.luma.row(row)[column], expected.y, 3);
      ASSERT_NEAR(image.cb.row(row)[column], expected.cb, 3);
      ASSERT_NEAR(image.cr.row(row)[column], expected.cr, 3);
    }
}

TEST(JpegPixels, show_files_coded_as_rgb_with_and_without_a_profile) {
  const Size photo{2101, 1603};  // small previews come at 4/8
  const Bytes icc = test::display_p3_profile();
  const auto p3 = ColourProfile::open(icc, Colours::rgb).value();
  for (const ColourProfile* profile : {static_cast<const ColourProfile*>(nullptr), &p3}) {
    const Bytes file = rgb_file(photo, profile ? icc : Bytes{});
    auto source = open_photo(file, {}).value();
    EXPECT_EQ(source->size(), photo);
    expect_rgb_gradient(source->preview(300).value(), photo, profile);
    expect_rgb_gradient(source->region({100, 100, 700, 700}, {648, 648}).value(), photo, profile);
  }
}

TEST(JpegPixels, show_rgb_with_fewer_blues) {
  Image rgb{Plane({32, 32}), Plane({32, 32}), Plane({32, 32})};
  rgb.luma.fill(200);
  rgb.cb.fill(140);
  rgb.cr.fill(110);
  test::JpegLook look;
  look.rgb = true;  // green and blue subsampled
  auto source = open_photo(test::write_jpeg(rgb, look), {}).value();
  expect_colour(source->preview(32).value(), {200, 140, 110}, 2);
}

TEST(JpegPixels, are_refused_when_cut) {
  Bytes file = test::write_ink_jpeg({640, 640}, {10, 20, 30, 40}, InkCoding::adobe_cmyk);
  file.resize(file.size() * 6 / 10);
  EXPECT_EQ(open_photo(file, {}).value()->preview(320).error().fault, Fault::broken);
}

}  // namespace
}  // namespace headroom::codec
