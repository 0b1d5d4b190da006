#include "codec/png_profile.h"

#include <gtest/gtest.h>

#include <cmath>

#include "codec/photo_source.h"
#include "codec/rgb_to_ycc.h"
#include "support/png_files.h"
#include "support/profiles.h"

namespace headroom::codec {
namespace {

using test::PngLook;

constexpr double srgb_gama = 0.45455;
constexpr double mac_gama = 1 / 1.8;
constexpr std::array<double, 8> srgb_chrm{0.3127, 0.3290, 0.64, 0.33, 0.30, 0.60, 0.15, 0.06};
constexpr std::array<double, 8> p3_chrm{0.3127, 0.3290, 0.680, 0.320, 0.265, 0.690, 0.150, 0.060};

const Bytes skin{200, 140, 110};

Bytes one_pixel(const PngLook& look, const Bytes& row = skin) {
  return test::write_png({1, 1}, look, [&](int) { return row; });
}

void expect_colour(const Bytes& file, double red, double green, double blue) {
  auto source = open_photo(file, {}).value();
  const Image image = source->region({0, 0, 1, 1}, {1, 1}).value();
  const auto level = [](double value) { return static_cast<int>(std::lround(value)); };
  const Ycc expected = rgb_to_ycc(level(red), level(green), level(blue));
  EXPECT_NEAR(image.luma.row(0)[0], expected.y, 1);
  if (image.grey()) return;
  EXPECT_NEAR(image.cb.row(0)[0], expected.cb, 1);
  EXPECT_NEAR(image.cr.row(0)[0], expected.cr, 1);
}

bool profile_dropped(const Bytes& file) { return open_photo(file, {}).value()->flags().has(Flag::profile_dropped); }

PngLook look_with(const Bytes& icc) {
  PngLook look;
  look.icc = icc;
  return look;
}

TEST(PngProfile, is_followed_at_8_and_16_bits_and_in_palettes) {
  auto look = look_with(test::display_p3_profile());
  expect_colour(one_pixel(look), 210.58, 136.71, 104.30);
  look.interlaced = true;
  expect_colour(one_pixel(look), 210.58, 136.71, 104.30);
  look.depth = 16;
  expect_colour(one_pixel(look, {200, 200, 140, 140, 110, 110}), 210.58, 136.71, 104.30);
  look.depth = 1;
  look.colour_type = PNG_COLOR_TYPE_PALETTE;
  look.palette = {{0, 0, 0}, {200, 140, 110}};
  expect_colour(one_pixel(look, {0x80}), 210.58, 136.71, 104.30);
}

TEST(PngProfile, is_followed_under_alpha) {
  auto look = look_with(test::display_p3_profile());
  look.colour_type = PNG_COLOR_TYPE_RGB_ALPHA;
  expect_colour(one_pixel(look, {200, 140, 110, 255}), 210.58, 136.71, 104.30);
  expect_colour(one_pixel(look, {200, 140, 110, 0}), 255, 255, 255);
}

TEST(PngProfile, is_followed_in_grey) {
  auto look = look_with(test::grey_profile(1.8));
  look.colour_type = PNG_COLOR_TYPE_GRAY;
  expect_colour(one_pixel(look, {128}), 146.41, 146.41, 146.41);
  EXPECT_TRUE(open_photo(one_pixel(look, {128}), {}).value()->preview(1).value().grey());
}

TEST(PngProfile, changes_nothing_when_it_is_srgb) {
  expect_colour(one_pixel(look_with(test::srgb_profile())), 200, 140, 110);
  EXPECT_FALSE(profile_dropped(one_pixel(look_with(test::srgb_profile()))));
}

TEST(PngProfile, is_dropped_when_it_is_broken_or_for_other_channels) {
  Bytes wrong_tags = test::display_p3_profile();
  wrong_tags[128] = 0x7F;  // the count of tags
  Bytes empty_tags = test::display_p3_profile();
  std::fill(empty_tags.begin() + 132, empty_tags.end(), Byte{0});
  for (const Bytes& icc : {wrong_tags, empty_tags, test::grey_profile(1.8), test::cmyk_profile()}) {
    const Bytes file = one_pixel(look_with(icc));
    expect_colour(file, 200, 140, 110);
    EXPECT_TRUE(profile_dropped(file));
  }
}

TEST(PngProfile, is_dropped_over_the_limit) {
  Limits limits;
  limits.icc_bytes = limits.exif_bytes = 400;
  const auto source = open_photo(one_pixel(look_with(test::display_p3_profile())), limits).value();
  EXPECT_TRUE(source->flags().has(Flag::profile_dropped));
}

TEST(PngProfile, may_be_described_by_gamma_and_primaries) {
  const struct {
    std::optional<double> gama;
    std::optional<std::array<double, 8>> chrm;
    double red, green, blue;
  } cases[] = {
      {srgb_gama, {}, 200, 140, 110},
      {srgb_gama, srgb_chrm, 200, 140, 110},
      {{}, p3_chrm, 200, 140, 110},  // says too little
      {srgb_gama, p3_chrm, 210.58, 136.71, 104.30},
      {mac_gama, {}, 210.19, 157.56, 129.17},
  };
  for (const auto& c : cases) {
    PngLook look;
    look.gama = c.gama;
    look.chrm = c.chrm;
    expect_colour(one_pixel(look), c.red, c.green, c.blue);
    EXPECT_FALSE(profile_dropped(one_pixel(look)));
  }
}

TEST(PngProfile, described_by_gamma_is_followed_in_grey) {
  PngLook look;
  look.colour_type = PNG_COLOR_TYPE_GRAY;
  look.gama = mac_gama;
  expect_colour(one_pixel(look, {128}), 146.41, 146.41, 146.41);
}

TEST(PngProfile, gives_way_to_an_srgb_chunk) {
  PngLook look;
  look.srgb = true;
  look.gama = mac_gama;
  look.chrm = p3_chrm;
  expect_colour(one_pixel(look), 200, 140, 110);
}

}  // namespace
}  // namespace headroom::codec
