#include "codec/jpeg_source.h"

#include <gtest/gtest.h>

#include "support/gradients.h"
#include "support/jpeg_files.h"

namespace headroom::codec {
namespace {

std::unique_ptr<PhotoSource> open(const Bytes& file) { return open_photo(file, {}).value(); }

/// Luma covers the crop, and has the output's samples across it or is at full size.
void expect_serves(const Image& region, Rect crop, Size output) {
  for (const Plane* plane : region.planes()) {
    EXPECT_LE(plane->across.origin, crop.x);
    EXPECT_LE(plane->down.origin, crop.y);
    EXPECT_GE(plane->across.origin + plane->width() * plane->across.step, crop.x + crop.width);
    EXPECT_GE(plane->down.origin + plane->height() * plane->down.step, crop.y + crop.height);
  }
  if (region.luma.across.step == 1) return;
  EXPECT_GE(crop.width / region.luma.across.step, output.width);
  EXPECT_GE(crop.height / region.luma.down.step, output.height);
}

void expect_in_place(const Image& image, Size photo, const std::string& what) {
  for (int i = 0; i < 3; i++) {
    const auto found = test::deviation(*image.planes()[static_cast<std::size_t>(i)], i, photo);
    EXPECT_LE(std::abs(found.mean), 0.2) << what << ", plane " << i;
    EXPECT_LE(found.most, 4) << what << ", plane " << i;
  }
}

TEST(JpegSource, reads_every_kind_of_coding) {
  const Size photo{201, 133};
  test::JpegLook looks[9];
  looks[1].progressive = true;
  looks[2].arithmetic = true;
  looks[3].restart_rows = 1;
  looks[4].jfif = false;
  looks[5].separate_scans = true;
  looks[6].luma_across = looks[6].luma_down = 1;
  looks[7].progressive = looks[7].arithmetic = true;
  looks[8].quality = 100;
  for (const auto& look : looks) {
    auto source = open(test::write_jpeg(test::gradient(photo), look));
    EXPECT_EQ(source->size(), photo);
    EXPECT_EQ(source->format(), "JPEG");
    const auto what = "look " + std::to_string(&look - looks);
    expect_in_place(source->preview(100).value(), photo, what);
    EXPECT_EQ(source->flags(), Flags{}) << what;
    const Image region = source->region({20, 10, 100, 100}, {96, 96}).value();
    expect_in_place(region, photo, what);
    expect_serves(region, {20, 10, 100, 100}, {96, 96});
  }
}

TEST(JpegSource, reads_grey_files_without_chroma) {
  Image grey;
  grey.luma = test::gradient({50, 40}).luma.clone();
  auto source = open(test::write_jpeg(grey));
  EXPECT_TRUE(source->preview(320).value().grey());
  EXPECT_TRUE(source->region({0, 0, 40, 40}, {96, 96}).value().grey());
}

TEST(JpegSource, is_upright_in_every_orientation_at_odd_sizes) {
  const Size photo{123, 95};
  const Rect crop{20, 30, 60, 50};
  for (int orientation = 1; orientation <= 9; orientation++)
    for (const int sampling : {1, 2}) {
      test::JpegLook look;
      look.luma_across = look.luma_down = sampling;
      look.orientation = orientation;
      auto source = open(test::write_jpeg(test::stored_as(test::gradient(photo), orientation), look));
      EXPECT_EQ(source->size(), photo);
      const auto what = "orientation " + std::to_string(orientation);
      expect_in_place(source->preview(50).value(), photo, what);
      const Image region = source->region(crop, {48, 48}).value();
      expect_in_place(region, photo, what);
      expect_serves(region, crop, {48, 48});
    }
}

/// Large enough for a first pass at 4/8.
constexpr Size camera{2404, 2503};

TEST(JpegSource, decodes_camera_photos_at_half_size_once_and_gives_the_planes_away) {
  for (const int orientation : {1, 6}) {
    test::JpegLook look;
    look.orientation = orientation;
    auto source = open(test::write_jpeg(test::stored_as(test::gradient(camera), orientation), look));
    const Image preview = source->preview(320).value();
    EXPECT_EQ(preview.luma.size(), (Size{301, 313}));
    expect_in_place(preview, camera, "preview");
    const Rect crop{400, 300, 1400, 1400};
    const Image region = source->region(crop, {648, 648}).value();
    EXPECT_EQ(region.luma.across.step, 2);
    EXPECT_EQ(region.cb.across.step, 2);  // libjpeg brings it to luma's size
    expect_serves(region, crop, {648, 648});
    expect_in_place(region, camera, "region");
    EXPECT_EQ(region.luma.width() < 1000, orientation == 6);  // a turned one has no more than the crop and its margin
  }
}

TEST(JpegSource, decodes_again_when_a_crop_asks_for_more) {
  for (const int orientation : {1, 3, 8}) {
    test::JpegLook look;
    look.orientation = orientation;
    auto source = open(test::write_jpeg(test::stored_as(test::gradient(camera), orientation), look));
    ASSERT_TRUE(source->preview(320));
    const Rect crop{1500, 1601, 800, 801};
    const Image region = source->region(crop, {648, 648}).value();
    EXPECT_EQ(region.luma.across.step, 1);
    EXPECT_LT(region.luma.width(), 1000);
    EXPECT_LT(region.luma.height(), 1000);
    expect_serves(region, crop, {648, 648});
    expect_in_place(region, camera, "orientation " + std::to_string(orientation));
  }
}

TEST(JpegSource, decodes_progressive_files_of_that_size_in_full_because_a_second_pass_costs_as_much_as_the_first) {
  test::JpegLook look;
  look.progressive = true;
  auto source = open(test::write_jpeg(test::gradient(camera), look));
  ASSERT_TRUE(source->preview(320));
  EXPECT_EQ(source->region({0, 0, 2404, 2404}, {648, 648}).value().luma.across.step, 1);
}

TEST(JpegSource, gives_a_region_without_a_preview) {
  auto source = open(test::write_jpeg(test::gradient({64, 64})));
  EXPECT_EQ(source->region({0, 0, 64, 64}, {96, 96}).value().luma.size(), (Size{64, 64}));
}

TEST(JpegSource, ignores_what_follows_the_end_marker) {
  Bytes file = test::write_jpeg(test::gradient({64, 64}));
  file.insert(file.end(), 5000, 0xAB);
  auto source = open(file);
  EXPECT_TRUE(source->preview(320));
  EXPECT_EQ(source->flags(), Flags{});
}

}  // namespace
}  // namespace headroom::codec
