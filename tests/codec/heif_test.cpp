#include "codec/heif.h"

#include <gtest/gtest.h>

#include "codec/photo_source.h"
#include "support/expect_pixels.h"
#include "support/heif_files.h"

namespace headroom::codec {
namespace {

using test::expect_pixel;
using test::HeifLook;
using test::write_heif;
using Samples = std::vector<std::uint16_t>;

/// The left half one colour, the right half another.
Samples halves(Size size, const Samples& left, const Samples& right) {
  Samples samples;
  for (int y = 0; y < size.height; y++)
    for (int x = 0; x < size.width; x++)
      for (const auto value : x < size.width / 2 ? left : right) samples.push_back(value);
  return samples;
}

Samples flat(Size size, const Samples& pixel) { return halves(size, pixel, pixel); }

Result<Raster> read(const std::optional<Bytes>& file, const Limits& limits = {}) {
  return read_heif(*file, "HEIF", limits);
}

TEST(Heif, reads_either_coding) {
  for (const bool hevc : {false, true}) {
    HeifLook look;
    look.hevc = hevc;
    look.size = hevc ? Size{66, 70} : Size{33, 17};
    const auto file = write_heif(look, halves(look.size, {200, 120, 40}, {20, 60, 180}));
    if (!file) GTEST_SKIP() << "no encoder";
    const auto source = open_photo(*file, {}).value();
    EXPECT_EQ(source->format(), hevc ? "HEIC" : "AVIF");
    ASSERT_EQ(source->size(), look.size);
    const Image image = source->region({0, 0, 9, 9}, look.size).value();
    expect_pixel(image, 2, 2, {200, 120, 40}, 4);
    expect_pixel(image, look.size.width - 2, look.size.height - 2, {20, 60, 180}, 4);
  }
}

TEST(Heif, reads_a_single_pixel) {
  HeifLook look;
  look.size = {1, 1};
  const auto file = write_heif(look, {200, 120, 40});
  if (!file) GTEST_SKIP() << "no encoder";
  expect_pixel(read(file)->image, 0, 0, {200, 120, 40}, 4);
}

TEST(Heif, narrows_10_and_12_bits) {
  for (const int bits : {10, 12}) {
    HeifLook look;
    look.hevc = true;  // libheif 1.15 asks its AV1 encoder for what that does not have
    look.bits = bits;
    const auto scaled = [&](int value) { return static_cast<std::uint16_t>(value * ((1 << bits) - 1) / 255); };
    const auto file = write_heif(look, flat(look.size, {scaled(200), scaled(120), scaled(40)}));
    if (!file) GTEST_SKIP() << "no encoder";
    expect_pixel(read(file)->image, 9, 9, {200, 120, 40}, 3);
  }
}

TEST(Heif, lays_alpha_over_the_background) {
  HeifLook look;
  look.alpha = true;
  const auto file = write_heif(look, halves(look.size, {100, 100, 100, 51}, {100, 100, 100, 255}));
  if (!file) GTEST_SKIP() << "no encoder";
  Limits limits;
  limits.background = {0, 0, 200};
  expect_pixel(read(file)->image, 3, 3, {224, 224, 224}, 3);
  expect_pixel(read(file, limits)->image, 3, 3, {20, 20, 180}, 3);
  expect_pixel(read(file, limits)->image, 60, 3, {100, 100, 100}, 3);
}

TEST(Heif, is_turned_by_its_boxes) {
  HeifLook look;
  look.size = {48, 32};
  look.orientation = 6;  // stored left is upright top
  const auto file = write_heif(look, halves(look.size, {200, 120, 40}, {20, 60, 180}));
  if (!file) GTEST_SKIP() << "no encoder";
  const Raster raster = read(file).value();
  EXPECT_EQ(raster.orientation, Orientation{});
  ASSERT_EQ(raster.image.luma.size(), (Size{32, 48}));
  expect_pixel(raster.image, 16, 2, {200, 120, 40}, 4);
  expect_pixel(raster.image, 16, 45, {20, 60, 180}, 4);
}

TEST(Heif, with_the_primaries_of_a_wider_space_comes_out_in_srgb) {
  HeifLook look;
  look.primaries = 12;  // Display P3
  const auto file = write_heif(look, flat(look.size, {200, 120, 90}));
  if (!file) GTEST_SKIP() << "no encoder";
  expect_pixel(read(file)->image, 9, 9, {213, 115, 83}, 4);  // by the matrices of both spaces
}

TEST(Heif, goes_on_without_a_profile_that_is_of_no_use) {
  HeifLook look;
  look.icc = Bytes(300, 7);
  const auto file = write_heif(look, flat(look.size, {200, 120, 40}));
  if (!file) GTEST_SKIP() << "no encoder";
  EXPECT_TRUE(read(file)->flags.has(Flag::profile_dropped));
}

TEST(Heif, is_refused_when_it_is_cut) {
  HeifLook look;
  const auto file = write_heif(look, halves(look.size, {200, 120, 40}, {20, 60, 180}));
  if (!file) GTEST_SKIP() << "no encoder";
  for (std::size_t i = 0; i < 32; i++) {
    const auto raster = read_heif(ByteView(*file).first(file->size() * i / 32), "AVIF", {});
    ASSERT_FALSE(raster) << i;
    EXPECT_FALSE(raster.error().detail.empty());
  }
}

TEST(Heif, survives_changed_boxes) {
  HeifLook look;
  look.size = {8, 8};
  const auto file = write_heif(look, flat(look.size, {200, 120, 40}));
  if (!file) GTEST_SKIP() << "no encoder";
  for (std::size_t i = 0; i < file->size(); i++) {
    Bytes changed = *file;
    changed[i] ^= 0x81;
    const auto raster = read_heif(changed, "AVIF", {});
    EXPECT_TRUE(raster || !raster.error().detail.empty());
  }
}

TEST(Heif, is_measured_by_its_header) {
  HeifLook look;
  const auto file = write_heif(look, flat(look.size, {1, 2, 3}));
  if (!file) GTEST_SKIP() << "no encoder";
  for (const Limits& limits : {Limits{.pixels = 4095}, Limits{.side = 63}, Limits{.decode_bytes = 40'000}})
    EXPECT_EQ(read(file, limits).error().fault, Fault::too_large);
}

}  // namespace
}  // namespace headroom::codec
