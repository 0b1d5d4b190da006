#include "codec/webp.h"

#include <gtest/gtest.h>

#include "codec/photo_source.h"
#include "support/expect_pixels.h"
#include "support/jpeg_files.h"
#include "support/webp_files.h"

namespace headroom::codec {
namespace {

using test::colour_at;
using test::expect_pixel;
using test::WebpLook;
using test::write_webp;

Bytes colours_of(Size size) {
  Bytes pixels;
  for (int y = 0; y < size.height; y++)
    for (int x = 0; x < size.width; x++) {
      const Rgb colour = colour_at(x, y);
      for (const Byte value : {colour.red, colour.green, colour.blue}) pixels.push_back(value);
    }
  return pixels;
}

Bytes flat(Size size, const Bytes& pixel) {
  Bytes pixels;
  for (int i = 0; i < size.pixels(); i++)
    for (const Byte value : pixel) pixels.push_back(value);
  return pixels;
}

/// Every row costs about as many bytes as any other.
Bytes noise(Size size) {
  Bytes pixels;
  for (long long i = 0; i < size.pixels() * 3; i++) pixels.push_back(static_cast<Byte>(i * 2'654'435'761 >> 24 & 255));
  return pixels;
}

WebpLook look_of(Size size, bool lossless = true) {
  WebpLook look;
  look.size = size;
  look.lossless = lossless;
  return look;
}

TEST(Webp, reads_lossless_pictures_at_odd_sizes) {
  for (const Size size : {Size{1, 1}, Size{1, 9}, Size{17, 3}, Size{31, 33}}) {
    const Raster raster = read_webp(write_webp(look_of(size), colours_of(size)), {}).value();
    ASSERT_EQ(raster.image.luma.size(), size);
    EXPECT_EQ(raster.flags, Flags{});
    for (int y = 0; y < size.height; y++)
      for (int x = 0; x < size.width; x++) expect_pixel(raster.image, x, y, colour_at(x, y));
  }
}

TEST(Webp, reads_lossy_pictures) {
  for (const Size size : {Size{1, 1}, Size{33, 17}}) {
    const Raster raster = read_webp(write_webp(look_of(size, false), flat(size, {200, 120, 40})), {}).value();
    expect_pixel(raster.image, size.width - 1, size.height - 1, {200, 120, 40}, 3);
  }
}

TEST(Webp, lays_alpha_over_the_background) {
  for (const bool lossless : {false, true}) {
    WebpLook look = look_of({16, 16}, lossless);
    look.alpha = true;
    Limits limits;
    limits.background = {0, 0, 200};
    const Bytes file = write_webp(look, flat(look.size, {100, 100, 100, 51}));
    expect_pixel(read_webp(file, {})->image, 3, 3, {224, 224, 224}, 1);
    expect_pixel(read_webp(file, limits)->image, 3, 3, {20, 20, 180}, 1);
  }
}

TEST(Webp, shows_the_first_frame_where_it_lies) {
  WebpLook look = look_of({5, 4});
  look.canvas = {11, 9};
  look.left = 4;
  look.top = 2;
  const Raster raster = read_webp(write_webp(look, flat(look.size, {10, 200, 30})), {}).value();
  ASSERT_EQ(raster.image.luma.size(), look.canvas);
  expect_pixel(raster.image, 4, 2, {10, 200, 30});
  expect_pixel(raster.image, 8, 5, {10, 200, 30});
  for (const auto& [x, y] : {std::pair{3, 2}, {4, 1}, {9, 5}, {8, 6}}) expect_pixel(raster.image, x, y, white);
}

TEST(Webp, is_turned_by_its_exif_with_or_without_the_prefix_of_a_jpeg) {
  WebpLook look = look_of({20, 10});
  for (const bool prefixed : {false, true}) {
    look.exif = test::exif_orientation(6);
    const Bytes prefix{'E', 'x', 'i', 'f', 0, 0};
    if (prefixed) look.exif.insert(look.exif.begin(), prefix.begin(), prefix.end());
    auto source = open_photo(write_webp(look, colours_of(look.size)), {}).value();
    EXPECT_EQ(source->format(), "WebP");
    ASSERT_EQ(source->size(), (Size{10, 20}));
    expect_pixel(source->region({0, 0, 10, 20}, {10, 20}).value(), 9, 0, colour_at(0, 0));
  }
}

TEST(Webp, goes_on_without_a_profile_that_is_of_no_use) {
  WebpLook look = look_of({3, 3});
  look.icc = Bytes(300, 7);
  EXPECT_TRUE(read_webp(write_webp(look, colours_of(look.size)), {})->flags.has(Flag::profile_dropped));
}

TEST(Webp, that_is_cut_is_damaged_or_refused) {
  for (const bool lossless : {false, true}) {
    const WebpLook look = look_of({64, 480}, lossless);
    const Bytes good = write_webp(look, noise(look.size));
    bool was_damaged = false;
    for (std::size_t i = 0; i < 64; i++) {
      const auto raster = read_webp(ByteView(good).first(good.size() * i / 64), {});
      EXPECT_FALSE(raster && i < 48) << i;
      if (!raster) continue;
      was_damaged = true;
      EXPECT_TRUE(raster->flags.has(Flag::damaged)) << i;
      expect_pixel(raster->image, 9, 479, white);
    }
    EXPECT_TRUE(was_damaged);
  }
}

TEST(Webp, survives_any_changed_byte) {
  WebpLook look = look_of({9, 7});
  look.icc = Bytes(130, 7);
  for (const bool animated : {false, true}) {
    if (animated) look.canvas = {12, 12};
    const Bytes good = write_webp(look, colours_of(look.size));
    for (std::size_t i = 0; i < good.size(); i++)
      for (const Byte change : {0x01, 0x80, 0xFF}) {
        Bytes changed = good;
        changed[i] ^= change;
        const auto raster = read_webp(changed, {});
        EXPECT_TRUE(raster || !raster.error().detail.empty());
      }
  }
}

TEST(Webp, is_measured_by_its_header) {
  const WebpLook look = look_of({10, 10});
  for (const Limits& limits : {Limits{.pixels = 99}, Limits{.side = 9}, Limits{.decode_bytes = 1000}})
    EXPECT_EQ(read_webp(write_webp(look, colours_of(look.size)), limits).error().fault, Fault::too_large);
}

}  // namespace
}  // namespace headroom::codec
