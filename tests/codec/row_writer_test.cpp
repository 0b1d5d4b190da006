#include "codec/row_writer.h"

#include <gtest/gtest.h>

#include "codec/nclx_profile.h"
#include "support/expect_pixels.h"

namespace headroom::codec {
namespace {

using test::expect_pixel;
using Wide = std::vector<std::uint16_t>;

/// One row of two pixels.
template <class Sample>
Raster write_row(PixelLayout layout, const std::vector<Sample>& pixels, ByteView icc = {}, const Limits& limits = {}) {
  Raster raster;
  RowWriter writer(raster, {2, 1}, layout, icc, limits);
  writer.put(0, pixels.data());
  return raster;
}

TEST(RowWriter, narrows_16_bits_as_it_lays_alpha) {
  const Raster rgb = write_row<std::uint16_t>({Colours::rgb, Alpha::straight}, {65535, 128, 129, 65535, 0, 0, 0, 0});
  expect_pixel(rgb.image, 0, 0, {255, 0, 1});
  expect_pixel(rgb.image, 1, 0, white);
  const Raster grey = write_row<std::uint16_t>({Colours::grey, Alpha::none}, {129, 65407});
  EXPECT_TRUE(grey.image.grey());
  EXPECT_EQ(grey.image.luma.row(0)[0], 1);
  EXPECT_EQ(grey.image.luma.row(0)[1], 255);
}

TEST(RowWriter, divides_by_alpha_what_was_multiplied_by_it) {
  const PixelLayout layout{Colours::rgb, Alpha::premultiplied};
  const Raster narrow = write_row<Byte>(layout, {100, 50, 0, 128, 9, 9, 9, 0});
  expect_pixel(narrow.image, 0, 0, {227, 177, 127});
  expect_pixel(narrow.image, 1, 0, white);
  const Raster wide = write_row<std::uint16_t>(layout, {25700, 12850, 0, 32896, 60000, 60000, 60000, 300});
  expect_pixel(wide.image, 0, 0, {227, 177, 127});
}

TEST(RowWriter, lays_grey_over_a_coloured_background) {
  Limits limits;
  limits.background = {200, 0, 100};
  for (const Alpha alpha : {Alpha::straight, Alpha::premultiplied}) {
    const Raster raster = write_row<Byte>({Colours::grey, alpha}, {40, 255, 0, 0}, {}, limits);
    expect_pixel(raster.image, 0, 0, {40, 40, 40});
    expect_pixel(raster.image, 1, 0, {200, 0, 100});
  }
}

TEST(RowWriter, takes_ink_with_and_without_alpha) {
  expect_pixel(write_row<Byte>({Colours::cmyk, Alpha::none}, {255, 0, 0, 0, 0, 0, 0, 55}).image, 1, 0, {200, 200, 200});
  const Raster raster =
      write_row<std::uint16_t>({Colours::cmyk, Alpha::straight}, {65535, 0, 0, 0, 65535, 65535, 0, 0, 0, 0});
  expect_pixel(raster.image, 0, 0, {0, 255, 255});
  expect_pixel(raster.image, 1, 0, white);
}

TEST(RowWriter, goes_by_the_profile) {
  const Bytes display_p3 = nclx_profile(12, 13);
  ASSERT_FALSE(display_p3.empty());
  const Raster narrow = write_row<Byte>({Colours::rgb, Alpha::none}, {200, 120, 90, 90, 90, 90}, display_p3);
  EXPECT_EQ(narrow.flags, Flags{});
  expect_pixel(narrow.image, 0, 0, {213, 115, 83}, 1);  // by the matrices of both spaces
  expect_pixel(narrow.image, 1, 0, {90, 90, 90}, 1);
  const Raster wide = write_row<std::uint16_t>({Colours::rgb, Alpha::straight},
                                               {51400, 30840, 23130, 65535, 51400, 30840, 23130, 0}, display_p3);
  expect_pixel(wide.image, 0, 0, {213, 115, 83}, 1);
  expect_pixel(wide.image, 1, 0, white);
}

TEST(RowWriter, drops_a_profile_that_is_broken_or_too_large_or_of_other_channels) {
  const Bytes display_p3 = nclx_profile(12, 13);
  Limits small;
  small.icc_bytes = display_p3.size() - 1;
  const Bytes noise(500, 3);
  const PixelLayout rgb{Colours::rgb, Alpha::none};
  EXPECT_TRUE(write_row<Byte>(rgb, Bytes(6), noise).flags.has(Flag::profile_dropped));
  EXPECT_TRUE(write_row<Byte>(rgb, Bytes(6), display_p3, small).flags.has(Flag::profile_dropped));
  EXPECT_TRUE(write_row<Byte>({Colours::cmyk, Alpha::none}, Bytes(8), display_p3).flags.has(Flag::profile_dropped));
}

TEST(NclxProfile, is_made_for_wider_spaces_alone) {
  EXPECT_FALSE(nclx_profile(9, 13).empty());
  EXPECT_TRUE(nclx_profile(1, 13).empty());
  EXPECT_TRUE(nclx_profile(2, 2).empty());
}

}  // namespace
}  // namespace headroom::codec
