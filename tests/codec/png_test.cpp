#include "codec/png.h"

#include <gtest/gtest.h>

#include "codec/photo_source.h"
#include "codec/rgb_to_ycc.h"
#include "support/jpeg_files.h"
#include "support/png_files.h"

namespace headroom::codec {
namespace {

using test::PngLook;
using test::write_png;

void expect_pixel(const Image& image, int x, int y, Rgb colour) {
  const Ycc expected = rgb_to_ycc(colour.red, colour.green, colour.blue);
  EXPECT_EQ(image.luma.row(y)[x], expected.y) << x << "," << y;
  if (image.grey()) return;
  EXPECT_EQ(image.cb.row(y)[x], expected.cb) << x << "," << y;
  EXPECT_EQ(image.cr.row(y)[x], expected.cr) << x << "," << y;
}

Rgb colour_at(int x, int y) {
  return {static_cast<Byte>(x * 7), static_cast<Byte>(y * 11), static_cast<Byte>((x + y) * 5)};
}

Bytes rgb_row(int y, int width) {
  Bytes row;
  for (int x = 0; x < width; x++) {
    const Rgb colour = colour_at(x, y);
    row.insert(row.end(), {colour.red, colour.green, colour.blue});
  }
  return row;
}

Bytes colourful(Size size, const PngLook& look = {}) {
  return write_png(size, look, [&](int y) { return rgb_row(y, size.width); });
}

TEST(Png, reads_rgb_plain_and_interlaced_at_odd_sizes) {
  for (const Size size : {Size{1, 1}, Size{3, 1}, Size{1, 9}, Size{13, 21}})
    for (const bool interlaced : {false, true}) {
      PngLook look;
      look.interlaced = interlaced;
      const Raster raster = read_png(colourful(size, look), {}).value();
      ASSERT_EQ(raster.image.luma.size(), size);
      EXPECT_FALSE(raster.flags.has(Flag::damaged));
      for (int y = 0; y < size.height; y++)
        for (int x = 0; x < size.width; x++) expect_pixel(raster.image, x, y, colour_at(x, y));
    }
}

TEST(Png, rounds_16_bits_to_8) {
  const struct {
    int value;
    Byte narrowed;
  } cases[] = {{0, 0}, {128, 0}, {129, 1}, {0x7FFF, 127}, {0x8080, 128}, {0xFF7F, 255}, {0xFFFF, 255}};
  for (const auto& c : cases) {
    PngLook look;
    look.depth = 16;
    look.colour_type = PNG_COLOR_TYPE_GRAY;
    const Bytes row{static_cast<Byte>(c.value >> 8), static_cast<Byte>(c.value & 255)};
    const Raster raster = read_png(write_png({1, 1}, look, [&](int) { return row; }), {}).value();
    EXPECT_TRUE(raster.image.grey());
    EXPECT_EQ(raster.image.luma.row(0)[0], c.narrowed) << c.value;
  }
}

TEST(Png, lays_alpha_over_white) {
  PngLook look;
  look.colour_type = PNG_COLOR_TYPE_RGB_ALPHA;
  const Bytes row{10, 20, 30, 255, 10, 20, 30, 0, 0, 0, 0, 128};
  const Raster raster = read_png(write_png({3, 1}, look, [&](int) { return row; }), {}).value();
  expect_pixel(raster.image, 0, 0, {10, 20, 30});
  expect_pixel(raster.image, 1, 0, {255, 255, 255});
  expect_pixel(raster.image, 2, 0, {127, 127, 127});
}

TEST(Png, lays_grey_with_alpha_over_white) {
  PngLook look;
  look.colour_type = PNG_COLOR_TYPE_GRAY_ALPHA;
  const Bytes row{10, 255, 10, 0};
  const Raster raster = read_png(write_png({2, 1}, look, [&](int) { return row; }), {}).value();
  EXPECT_TRUE(raster.image.grey());
  EXPECT_EQ(raster.image.luma.row(0)[0], 10);
  EXPECT_EQ(raster.image.luma.row(0)[1], 255);
}

TEST(Png, reads_palettes_of_few_bits_with_a_transparent_entry) {
  PngLook look;
  look.colour_type = PNG_COLOR_TYPE_PALETTE;
  look.depth = 2;
  look.palette = {{0, 0, 0}, {200, 10, 10}, {10, 200, 10}, {10, 10, 200}};
  look.palette_alpha = {0};
  const Raster raster = read_png(write_png({4, 1}, look, [&](int) { return Bytes{0b00011011}; }), {}).value();
  expect_pixel(raster.image, 0, 0, {255, 255, 255});
  expect_pixel(raster.image, 1, 0, {200, 10, 10});
  expect_pixel(raster.image, 3, 0, {10, 10, 200});
}

TEST(Png, reads_one_bit) {
  PngLook look;
  look.colour_type = PNG_COLOR_TYPE_GRAY;
  look.depth = 1;
  const Raster raster = read_png(write_png({9, 1}, look, [&](int) { return Bytes{0b01010101, 0x80}; }), {}).value();
  EXPECT_EQ(raster.image.luma.row(0)[0], 0);
  EXPECT_EQ(raster.image.luma.row(0)[8], 255);
}

TEST(Png, is_turned_by_its_exif) {
  PngLook look;
  look.exif = test::exif_orientation(6);
  auto source = open_photo(colourful({20, 10}, look), {}).value();
  EXPECT_EQ(source->size(), (Size{10, 20}));
  expect_pixel(source->region({0, 0, 10, 20}, {10, 20}).value(), 9, 0, colour_at(0, 0));
}

TEST(Png, without_colour_is_grey) {
  const Bytes file = write_png({2, 1}, {}, [](int) { return Bytes{7, 7, 7, 90, 90, 90}; });
  EXPECT_TRUE(open_photo(file, {}).value()->preview(320).value().grey());
}

TEST(Png, is_refused_when_cut_or_changed) {
  const Bytes good = colourful({40, 40});
  for (std::size_t i = 8; i < good.size() - 12; i++) {
    Bytes cut(good.begin(), good.begin() + static_cast<std::ptrdiff_t>(i));
    EXPECT_EQ(read_png(cut, {}).error().fault, Fault::broken) << i;
    Bytes changed = good;
    changed[i] ^= 0x10;
    EXPECT_FALSE(read_png(changed, {}) && !read_png(changed, {})->flags.has(Flag::damaged)) << i;
  }
}

TEST(Png, without_its_end_chunk_is_damaged) {
  Bytes file = colourful({40, 40});
  file.erase(file.end() - 12, file.end());
  EXPECT_TRUE(read_png(file, {}).value().flags.has(Flag::damaged));
  EXPECT_TRUE(open_photo(file, {}).value()->flags().has(Flag::damaged));
}

TEST(Png, is_measured_before_it_is_decoded) {
  Bytes file = colourful({40, 40});
  Limits small;
  small.pixels = 1599;
  EXPECT_EQ(read_png(file, small).error().fault, Fault::too_large);
  Limits narrow;
  narrow.decode_bytes = 4000;
  EXPECT_EQ(read_png(file, narrow).error().fault, Fault::too_large);
}

}  // namespace
}  // namespace headroom::codec
