#include "codec/tiff.h"

#include <gtest/gtest.h>
#include <tiff.h>

#include "codec/photo_source.h"
#include "support/expect_pixels.h"
#include "support/tiff_files.h"

namespace headroom::codec {
namespace {

using test::colour_at;
using test::expect_pixel;
using test::TiffLook;
using test::write_tiff;
using Samples = std::vector<std::uint16_t>;

/// RGB of every place, and `more` behind it; `scale` brings 8 bits to what is stored.
Samples colours_of(Size size, Samples more = {}, int scale = 1) {
  Samples samples;
  for (int y = 0; y < size.height; y++)
    for (int x = 0; x < size.width; x++) {
      const Rgb colour = colour_at(x, y);
      for (const int value : {colour.red, colour.green, colour.blue})
        samples.push_back(static_cast<std::uint16_t>(value * scale));
      samples.insert(samples.end(), more.begin(), more.end());
    }
  return samples;
}

void expect_colours(const Raster& raster, Size size, int off = 0) {
  ASSERT_EQ(raster.image.luma.size(), size);
  EXPECT_EQ(raster.flags, Flags{});
  for (int y = 0; y < size.height; y++)
    for (int x = 0; x < size.width; x++) expect_pixel(raster.image, x, y, colour_at(x, y), off);
}

TEST(Tiff, reads_strips_tiles_and_planes_of_any_coding_at_odd_sizes) {
  for (const Size size : {Size{1, 1}, Size{1, 9}, Size{17, 3}, Size{31, 33}})
    for (const int compression : {COMPRESSION_NONE, COMPRESSION_LZW, COMPRESSION_ADOBE_DEFLATE, COMPRESSION_PACKBITS})
      for (const bool planar : {false, true})
        for (const int tile : {0, 16}) {
          TiffLook look;
          look.size = size;
          look.compression = compression;
          look.predictor = compression == COMPRESSION_LZW ? 2 : 1;
          look.planar = planar;
          look.tile = tile;
          expect_colours(read_tiff(write_tiff(look, colours_of(size)), {}).value(), size);
        }
}

TEST(Tiff, reads_either_byte_order_and_large_offsets) {
  for (const bool big_endian : {false, true})
    for (const bool big : {false, true})
      for (const int bits : {8, 16}) {
        TiffLook look;
        look.size = {5, 7};
        look.bits = bits;
        look.big_endian = big_endian;
        look.big = big;
        expect_colours(read_tiff(write_tiff(look, colours_of(look.size, {}, bits == 16 ? 257 : 1)), {}).value(),
                       look.size);
      }
}

TEST(Tiff, rounds_16_bits_to_8) {
  const struct {
    std::uint16_t value;
    Byte narrowed;
  } cases[] = {{0, 0}, {128, 0}, {129, 1}, {0x7FFF, 127}, {0x8080, 128}, {0xFF7F, 255}, {0xFFFF, 255}};
  for (const auto& c : cases) {
    TiffLook look;
    look.bits = 16;
    look.samples = 1;
    look.photometric = PHOTOMETRIC_MINISBLACK;
    EXPECT_EQ(read_tiff(write_tiff(look, {c.value}), {})->image.luma.row(0)[0], c.narrowed) << c.value;
  }
}

TEST(Tiff, reads_grey_of_few_bits_either_way_round) {
  for (const int bits : {1, 2, 4, 8})
    for (const bool inverted : {false, true}) {
      TiffLook look;
      look.size = {3, 1};
      look.bits = bits;
      look.samples = 1;
      look.photometric = inverted ? PHOTOMETRIC_MINISWHITE : PHOTOMETRIC_MINISBLACK;
      const auto most = static_cast<std::uint16_t>((1 << bits) - 1);
      const Raster raster = read_tiff(write_tiff(look, {0, most, 1}), {}).value();
      EXPECT_TRUE(raster.image.grey());
      const int dark = 255 / most;
      const Byte* row = raster.image.luma.row(0);
      EXPECT_EQ(row[0], inverted ? 255 : 0);
      EXPECT_EQ(row[1], inverted ? 0 : 255);
      EXPECT_EQ(row[2], inverted ? 255 - dark : dark);
    }
}

TEST(Tiff, reads_fax) {
  for (const int compression : {COMPRESSION_CCITTFAX3, COMPRESSION_CCITTFAX4}) {
    TiffLook look;
    look.size = {19, 5};
    look.bits = look.samples = 1;
    look.photometric = PHOTOMETRIC_MINISWHITE;
    look.compression = compression;
    Samples samples(19 * 5);
    samples[19 + 7] = 1;
    const Raster raster = read_tiff(write_tiff(look, samples), {}).value();
    EXPECT_EQ(raster.image.luma.row(1)[7], 0);
    EXPECT_EQ(raster.image.luma.row(2)[7], 255);
  }
}

TEST(Tiff, reads_palettes_of_8_and_16_bits_an_entry) {
  for (const int scale : {1, 257}) {
    TiffLook look;
    look.size = {2, 1};
    look.bits = 4;
    look.samples = 1;
    look.photometric = PHOTOMETRIC_PALETTE;
    look.palette.assign(48, 0);
    look.palette[3] = static_cast<std::uint16_t>(200 * scale);       // red of entry 3
    look.palette[16 + 5] = static_cast<std::uint16_t>(100 * scale);  // green of entry 5
    const Raster raster = read_tiff(write_tiff(look, {3, 5}), {}).value();
    expect_pixel(raster.image, 0, 0, {200, 0, 0});
    expect_pixel(raster.image, 1, 0, {0, 100, 0});
  }
}

TEST(Tiff, reads_jpeg_inside_with_its_chroma_interpolated) {
  TiffLook look;
  look.size = {32, 32};
  look.compression = COMPRESSION_JPEG;
  look.photometric = PHOTOMETRIC_YCBCR;
  look.rows_in_strip = 16;
  Samples flat;
  for (int i = 0; i < 32 * 32; i++) flat.insert(flat.end(), {200, 120, 40});
  const Raster raster = read_tiff(write_tiff(look, flat), {}).value();
  for (const int at : {0, 15, 16, 31}) expect_pixel(raster.image, at, at, {200, 120, 40}, 2);
}

TEST(Tiff, takes_ink_for_ink) {
  TiffLook look;
  look.size = {3, 1};
  look.samples = 4;
  look.photometric = PHOTOMETRIC_SEPARATED;
  const Raster raster = read_tiff(write_tiff(look, {0, 0, 0, 0, 255, 0, 0, 0, 0, 0, 0, 255}), {}).value();
  expect_pixel(raster.image, 0, 0, {255, 255, 255});
  expect_pixel(raster.image, 1, 0, {0, 255, 255});
  expect_pixel(raster.image, 2, 0, {0, 0, 0});
}

TEST(Tiff, lays_alpha_over_the_background) {
  const struct {
    int extra;
    Samples pixel;
    Rgb background;
    Rgb shown;
  } cases[] = {
      {EXTRASAMPLE_UNASSALPHA, {0, 0, 0, 128}, white, {127, 127, 127}},
      {EXTRASAMPLE_UNASSALPHA, {10, 20, 30, 0}, {200, 0, 100}, {200, 0, 100}},
      {EXTRASAMPLE_ASSOCALPHA, {100, 50, 0, 128}, white, {227, 177, 127}},
      {EXTRASAMPLE_ASSOCALPHA, {10, 20, 30, 0}, white, {255, 255, 255}},
      {EXTRASAMPLE_UNSPECIFIED, {10, 20, 30, 0}, white, {10, 20, 30}},  // a selection, not transparency
      {-1, {10, 20, 30, 0}, white, {10, 20, 30}},
  };
  for (const auto& c : cases)
    for (const bool planar : {false, true}) {
      TiffLook look;
      look.samples = 4;
      look.extra = c.extra;
      look.planar = planar;
      Limits limits;
      limits.background = c.background;
      expect_pixel(read_tiff(write_tiff(look, c.pixel), limits)->image, 0, 0, c.shown);
    }
}

TEST(Tiff, lays_grey_over_a_coloured_background) {
  TiffLook look;
  look.size = {2, 1};
  look.samples = 2;
  look.photometric = PHOTOMETRIC_MINISBLACK;
  look.extra = EXTRASAMPLE_UNASSALPHA;
  const Bytes file = write_tiff(look, {40, 255, 40, 0});
  EXPECT_TRUE(read_tiff(file, {})->image.grey());
  Limits limits;
  limits.background = {200, 0, 100};
  const Raster raster = read_tiff(file, limits).value();
  expect_pixel(raster.image, 0, 0, {40, 40, 40});
  expect_pixel(raster.image, 1, 0, {200, 0, 100});
}

TEST(Tiff, is_turned_by_its_field) {
  TiffLook look;
  look.size = {20, 10};
  for (const int orientation : {0, 1, 6, 9}) {
    look.orientation = orientation;
    const auto source = open_photo(write_tiff(look, colours_of(look.size)), {}).value();
    EXPECT_EQ(source->size(), orientation == 6 ? (Size{10, 20}) : (Size{20, 10})) << orientation;
    const Size size = source->size();
    const Image image = source->region({0, 0, size.width, size.height}, size).value();
    expect_pixel(image, orientation == 6 ? 9 : 0, 0, colour_at(0, 0));
  }
}

TEST(Tiff, shows_its_first_page) {
  TiffLook look;
  look.size = {5, 5};
  look.pages = 3;
  expect_colours(read_tiff(write_tiff(look, colours_of(look.size)), {}).value(), look.size);
}

TEST(Tiff, goes_on_without_a_profile_that_is_of_no_use) {
  TiffLook look;
  look.icc = Bytes(300, 7);
  const Raster raster = read_tiff(write_tiff(look, {1, 2, 3}), {}).value();
  EXPECT_TRUE(raster.flags.has(Flag::profile_dropped));
  expect_pixel(raster.image, 0, 0, {1, 2, 3});
}

TEST(Tiff, of_rare_kinds_goes_through_libtiff) {
  TiffLook look;
  look.photometric = PHOTOMETRIC_CIELAB;
  expect_pixel(read_tiff(write_tiff(look, {0, 0, 0}), {})->image, 0, 0, {0, 0, 0});
  const Raster grey = read_tiff(write_tiff(look, {137, 0, 0}), {}).value();  // L = 53.7
  EXPECT_NEAR(grey.image.luma.row(0)[0], 128, 5);
}

TEST(Tiff, is_refused_or_damaged_when_it_is_cut_and_never_worse) {
  TiffLook look;
  look.size = {40, 100};
  look.rows_in_strip = 2;
  for (const int tile : {0, 16}) {
    look.tile = tile;
    const Bytes good = write_tiff(look, colours_of(look.size));
    for (std::size_t i = 0; i < 64; i++) {
      const auto raster = open_photo(Bytes(good.begin(), good.begin() + static_cast<long>(good.size() * i / 64)), {});
      EXPECT_FALSE(raster) << "its directory stands at its end";
    }
  }
}

TEST(Tiff, of_which_nine_tenths_are_there_is_damaged) {
  TiffLook look;
  look.size = {40, 100};
  look.rows_in_strip = 2;
  Bytes file = write_tiff(look, colours_of(look.size));
  const auto spoil = [&](std::size_t first_strip) {  // offsets of strips that lie behind the end of the file
    Bytes spoilt = file;
    for (std::size_t i = 0; i + 4 <= file.size(); i++) {
      const std::uint32_t value = file[i] | file[i + 1] << 8 | file[i + 2] << 16 | std::uint32_t{file[i + 3]} << 24;
      const bool first = i > 12'000 && value == 8 + 240 * first_strip;
      if (first) std::fill_n(spoilt.begin() + static_cast<long>(i), 4 * (50 - first_strip), Byte{0x7F});
    }
    return spoilt;
  };
  const Raster raster = read_tiff(spoil(45), {}).value();
  EXPECT_TRUE(raster.flags.has(Flag::damaged));
  expect_pixel(raster.image, 39, 89, colour_at(39, 89));
  expect_pixel(raster.image, 39, 90, {255, 255, 255});
  EXPECT_EQ(read_tiff(spoil(44), {}).error().fault, Fault::broken);
}

TEST(Tiff, survives_any_changed_byte) {
  TiffLook look;
  look.size = {7, 5};
  look.compression = COMPRESSION_LZW;
  look.icc = Bytes(130, 7);
  for (const int tile : {0, 16}) {
    look.tile = tile;
    const Bytes good = write_tiff(look, colours_of(look.size));
    for (std::size_t i = 0; i < good.size(); i++)
      for (const Byte change : {0x01, 0x80, 0xFF}) {
        Bytes changed = good;
        changed[i] ^= change;
        const auto raster = read_tiff(changed, {});
        EXPECT_TRUE(raster || !raster.error().detail.empty());
      }
  }
}

TEST(Tiff, is_measured_by_its_header) {
  const struct {
    Limits limits;
    int tile;
  } cases[] = {{{.pixels = 99}, 0}, {{.side = 9}, 0}, {{.decode_bytes = 310}, 0}, {{.decode_bytes = 1000}, 16}};
  for (const auto& c : cases) {
    TiffLook look;
    look.size = {10, 10};
    look.tile = c.tile;
    EXPECT_EQ(read_tiff(write_tiff(look, colours_of(look.size)), c.limits).error().fault, Fault::too_large);
  }
}

}  // namespace
}  // namespace headroom::codec
