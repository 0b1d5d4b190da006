#include "batch/picture_comparison.h"

#include <gmock/gmock.h>

#include <thread>

#include "codec/average.h"
#include "codec/jpeg_encode.h"
#include "support/jpeg_files.h"
#include "support/pictures.h"

namespace headroom::batch {
namespace {

using namespace std::chrono_literals;

/// Decoders that crash, loop and so on where a picture's last bytes say so.
codec::Decoders::Settings decoders() {
  codec::Decoders::Settings settings;
  settings.program = HEADROOM_FAULTY_DECODER;
  settings.time = 2s;
  return settings;
}

Bytes coded(const Image& image, int quality = 90, codec::Sampling sampling = codec::Sampling::automatic) {
  codec::EncodeSettings settings;
  settings.quality = quality;
  settings.sampling = sampling;
  return codec::encode_jpeg(image, settings).value().bytes;
}

/// A part of an image, as an image of its own.
Image part_of(const Image& image, Rect part) {
  Image cut;
  for (int i = 0; i < 3; i++) {
    Plane& plane = *cut.planes()[i];
    plane = Plane({part.width, part.height});
    for (int y = 0; y < part.height; y++)
      std::copy_n(image.planes()[i]->row(part.y + y) + part.x, part.width, plane.row(y));
  }
  return cut;
}

Image resized(const Image& image, int side) {
  Image made;
  const Axis axis{0, static_cast<double>(image.luma.width()) / side};
  for (int i = 0; i < 3; i++) *made.planes()[i] = codec::average_at(*image.planes()[i], {side, side}, axis, axis);
  return made;
}

Image mirrored(const Image& image) {
  Image turned = part_of(image, {0, 0, image.luma.width(), image.luma.height()});
  for (Plane* plane : turned.planes())
    for (int y = 0; y < plane->height(); y++) std::reverse(plane->row(y), plane->row(y) + plane->width());
  return turned;
}

Bytes with_end(Bytes picture, std::string_view end) {
  picture.insert(picture.end(), end.begin(), end.end());
  return picture;
}

struct Comparing : testing::Test {
  PictureComparison comparison{decoders()};
  Image large = test::portrait({648, 648});
  Bytes sent = coded(large, 92);
};

TEST_F(Comparing, knows_a_picture_of_another_size_and_coding_again) {
  for (const int quality : {50, 60, 75, 95})
    for (const auto sampling : {codec::Sampling::s444, codec::Sampling::s420})
      EXPECT_TRUE(comparison.alike(sent, coded(large, quality, sampling)).value()) << quality;
  for (const int side : {504, 432, 360, 240, 120, 96, 64, 48})
    EXPECT_TRUE(comparison.alike(sent, coded(resized(large, side), 60)).value()) << side;
  test::JpegLook progressive;
  progressive.progressive = true;
  EXPECT_TRUE(comparison.alike(sent, test::write_jpeg(large, progressive)).value());
}

TEST_F(Comparing, knows_the_middle_square_of_a_picture_that_is_none) {
  const Image wide = test::portrait({800, 600});
  EXPECT_TRUE(comparison.alike(coded(wide), coded(part_of(wide, {100, 0, 600, 600}))).value());
}

TEST_F(Comparing, takes_no_other_picture_for_the_same) {
  const std::pair<const char*, Bytes> others[] = {
      {"brighter", coded(test::portrait({648, 648}, 10))},    {"darker", coded(test::portrait({240, 240}, -10))},
      {"tighter", coded(part_of(large, {10, 10, 628, 628}))}, {"to the left", coded(part_of(large, {0, 0, 628, 628}))},
      {"one pixel", coded(test::portrait({1, 1}))},
  };
  for (const auto& [what, other] : others) EXPECT_FALSE(comparison.alike(sent, other).value()) << what;
  const Image tilted = part_of(test::portrait({700, 648}), {0, 0, 648, 648});
  EXPECT_FALSE(comparison.alike(coded(tilted), coded(mirrored(tilted))).value());
}

TEST_F(Comparing, fails_where_a_picture_cannot_be_decoded) {
  EXPECT_FALSE(comparison.alike(sent, {}));
  EXPECT_FALSE(comparison.alike({}, sent));
  EXPECT_FALSE(comparison.alike(sent, Bytes{0xff, 0xd8, 0xff}));
  EXPECT_FALSE(comparison.alike(sent, ByteView(sent).first(sent.size() / 2)));
  EXPECT_EQ(comparison.alike(sent, ByteView(sent).first(sent.size() - 40)).error().fault, Fault::broken);
}

TEST_F(Comparing, loses_that_comparison_alone_when_a_decoder_crashes) {
  EXPECT_EQ(comparison.alike(sent, with_end(sent, "CRASH")).error().fault, Fault::decoder_crashed);
  EXPECT_EQ(comparison.alike(with_end(sent, "EXIT"), sent).error().fault, Fault::decoder_crashed);
  EXPECT_TRUE(comparison.alike(sent, sent).value());
}

TEST_F(Comparing, serves_many_threads_with_few_decoders) {
  std::atomic<int> alike{0};
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 16; i++)
      threads.emplace_back([&] { alike += comparison.alike(sent, sent).value_or(false) ? 1 : 0; });
  }
  EXPECT_EQ(alike, 16);
}

TEST_F(Comparing, makes_pictures_smaller) {
  const auto smaller = comparison.smaller(sent, sent.size() / 2);
  ASSERT_TRUE(smaller);
  EXPECT_LE(smaller->size(), sent.size() / 2);
  EXPECT_EQ(codec::open_photo(*smaller, {}).value()->size(), (Size{648, 648}));
  EXPECT_TRUE(comparison.alike(sent, *smaller).value());
  EXPECT_EQ(comparison.smaller(sent, 500).error().fault, Fault::not_fitting);
  EXPECT_FALSE(comparison.smaller({}, 500));
}

TEST(ComparingInThisProcess, needs_no_decoders) {
  const PictureComparison comparison({});
  const Bytes picture = coded(test::portrait({96, 96}));
  EXPECT_TRUE(comparison.alike(picture, picture).value());
}

TEST(ComparingWithoutDecoders, says_so) {
  codec::Decoders::Settings settings;
  settings.program = "/nowhere/at/all";
  const PictureComparison comparison(settings);
  const Bytes picture = coded(test::portrait({96, 96}));
  EXPECT_FALSE(comparison.alike(picture, picture));
}

}  // namespace
}  // namespace headroom::batch
