#include "codec/jpeg_2000.h"

#include <algorithm>
#include <array>

#include <gtest/gtest.h>

#include "codec/jpeg_2000_header.h"
#include "codec/photo_source.h"
#include "support/expect_pixels.h"
#include "support/jpeg_2000_files.h"

namespace headroom::codec {
namespace {

using test::colour_at;
using test::expect_pixel;
using test::Jpeg2000Look;
using test::write_jpeg_2000;

std::vector<int> colours_of(Size size, int scale = 1) {
  std::vector<int> samples;
  for (int y = 0; y < size.height; y++)
    for (int x = 0; x < size.width; x++) {
      const Rgb colour = colour_at(x, y);
      for (const int value : {colour.red, colour.green, colour.blue}) samples.push_back(value * scale);
    }
  return samples;
}

std::vector<int> flat(Size size, const std::vector<int>& pixel) {
  std::vector<int> samples;
  for (int i = 0; i < size.pixels(); i++)
    for (const int value : pixel) samples.push_back(value);
  return samples;
}

void expect_colours(const Raster& raster, Size size) {
  ASSERT_EQ(raster.image.luma.size(), size);
  EXPECT_EQ(raster.flags, Flags{});
  for (int y = 0; y < size.height; y++)
    for (int x = 0; x < size.width; x++) expect_pixel(raster.image, x, y, colour_at(x, y));
}

TEST(Jpeg2000, reads_files_and_bare_code_streams_at_odd_sizes) {
  for (const Size size : {Size{1, 1}, Size{1, 9}, Size{17, 3}, Size{35, 33}})
    for (const bool bare : {false, true}) {
      Jpeg2000Look look;
      look.size = size;
      look.bare = bare;
      expect_colours(read_jpeg_2000(write_jpeg_2000(look, colours_of(size)), {}).value(), size);
    }
}

TEST(Jpeg2000, reads_tiles_and_signed_and_16_bit_samples) {
  for (const int tile : {0, 16})
    for (const bool is_signed : {false, true})
      for (const int bits : {8, 16}) {
        Jpeg2000Look look;
        look.size = {35, 33};
        look.tile = tile;
        look.is_signed = is_signed;
        look.bits = bits;
        expect_colours(read_jpeg_2000(write_jpeg_2000(look, colours_of(look.size, bits == 16 ? 257 : 1)), {}).value(),
                       look.size);
      }
}

TEST(Jpeg2000, reads_grey_of_any_depth) {
  for (const int bits : {1, 4, 8, 12, 16}) {
    Jpeg2000Look look;
    look.size = {2, 1};
    look.components = 1;
    look.bits = bits;
    const auto source = open_photo(write_jpeg_2000(look, {0, (1 << bits) - 1}), {}).value();
    EXPECT_EQ(source->format(), "JPEG 2000");
    const Image image = source->region({0, 0, 2, 1}, look.size).value();
    EXPECT_TRUE(image.grey());
    EXPECT_EQ(image.luma.row(0)[0], 0);
    EXPECT_EQ(image.luma.row(0)[1], 255);
  }
}

TEST(Jpeg2000, reads_luma_and_smaller_chroma) {
  for (const int step : {1, 2}) {
    Jpeg2000Look look;
    look.size = {5, 3};
    look.sycc = true;
    look.chroma_step = step;
    const Ycc colour = rgb_to_ycc(200, 120, 40);
    const auto samples = flat(look.size, {colour.y, colour.cb, colour.cr});
    expect_pixel(read_jpeg_2000(write_jpeg_2000(look, samples), {})->image, 4, 2, {200, 120, 40}, 1);
  }
}

TEST(Jpeg2000, lays_alpha_over_the_background) {
  const struct {
    int components;
    int alpha;
    std::vector<int> pixel;
    Rgb shown;
  } cases[] = {
      {4, 1, {0, 0, 0, 128}, {127, 127, 127}},
      {4, 2, {100, 50, 0, 128}, {227, 177, 127}},
      {2, 1, {40, 0}, {255, 255, 255}},
      {4, 0, {10, 20, 30, 0}, {10, 20, 30}},
  };
  for (const auto& c : cases) {
    Jpeg2000Look look;
    look.components = c.components;
    look.alpha = c.alpha;
    expect_pixel(read_jpeg_2000(write_jpeg_2000(look, c.pixel), {})->image, 0, 0, c.shown);
  }
}

TEST(Jpeg2000, goes_on_without_a_profile_that_is_of_no_use) {
  Jpeg2000Look look;
  look.icc = Bytes(300, 7);
  EXPECT_TRUE(read_jpeg_2000(write_jpeg_2000(look, {1, 2, 3}), {})->flags.has(Flag::profile_dropped));
}

TEST(Jpeg2000, that_is_cut_is_damaged_when_nine_tenths_of_its_code_are_there) {
  for (const bool bare : {false, true})
    for (const int tile : {0, 32}) {
      Jpeg2000Look look;
      look.size = {96, 96};
      look.bare = bare;
      look.tile = tile;
      const Bytes good = write_jpeg_2000(look, colours_of(look.size));
      for (std::size_t i = 0; i < 64; i++) {
        const auto raster = read_jpeg_2000(ByteView(good).first(good.size() * i / 64), {});
        EXPECT_FALSE(raster && i < 57) << i;
        EXPECT_FALSE(raster && !raster->flags.has(Flag::damaged)) << i;
        EXPECT_TRUE(raster || i != 60 || tile != 0) << raster.error().detail;
      }
    }
}

TEST(Jpeg2000, with_a_part_that_ends_far_behind_the_file_lacks_nearly_all_of_its_code) {
  for (const bool bare : {false, true}) {
    Jpeg2000Look look;
    look.size = {9, 7};
    look.bare = bare;
    Bytes file = write_jpeg_2000(look, colours_of(look.size));
    EXPECT_EQ(read_jpeg_2000_header(file, {}).value().share, 1);
    constexpr std::array<Byte, 2> start_of_part{0xFF, 0x90};
    const auto part = std::search(file.begin(), file.end(), start_of_part.begin(), start_of_part.end());
    std::fill_n(part + 6, 4, Byte{0xFE});  // its length
    EXPECT_LT(read_jpeg_2000_header(file, {}).value().share, 0.001);
    EXPECT_FALSE(read_jpeg_2000(file, {}));
  }
}

TEST(Jpeg2000, survives_any_changed_byte) {
  for (const bool bare : {false, true}) {
    Jpeg2000Look look;
    look.size = {9, 7};
    look.bare = bare;
    const Bytes good = write_jpeg_2000(look, colours_of(look.size));
    for (std::size_t i = 0; i < good.size(); i++)
      for (const Byte change : {0x01, 0x80, 0xFF}) {
        Bytes changed = good;
        changed[i] ^= change;
        const auto raster = read_jpeg_2000(changed, {});
        EXPECT_TRUE(raster || !raster.error().detail.empty());
      }
  }
}

TEST(Jpeg2000, is_measured_by_its_header) {
  Jpeg2000Look look;
  look.size = {10, 10};
  look.bare = true;
  const Bytes good = write_jpeg_2000(look, colours_of(look.size));
  for (const Limits& limits : {Limits{.pixels = 99}, Limits{.side = 9}, Limits{.decode_bytes = 1800}})
    EXPECT_EQ(read_jpeg_2000(good, limits).error().fault, Fault::too_large);
  Bytes many_tiles = good;
  for (const std::size_t at : {10, 14}) many_tiles[at] = 0x10;  // 4096 pixels and some a side
  for (const std::size_t at : {27, 31}) many_tiles[at] = 1;     // in tiles of one
  EXPECT_EQ(read_jpeg_2000(many_tiles, {}).error().fault, Fault::too_large);
}

}  // namespace
}  // namespace headroom::codec
