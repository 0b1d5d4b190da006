// Real files: HEADROOM_PHOTOS names their folder; without it there are no cases.

#include <gtest/gtest.h>

#include <cctype>
#include <string_view>

#include "codec/photo_source.h"
#include "codec/preview.h"
#include "codec/sniff.h"
#include "support/gradients.h"
#include "support/real_files.h"

namespace headroom::codec {
namespace {

std::string name_of(const std::string& path, std::size_t index) {
  std::string name = std::to_string(index) + "_";
  for (const char letter : path) name += std::isalnum(static_cast<unsigned char>(letter)) ? letter : '_';
  return name;
}

Result<Image> preview_of(const std::string& file, int long_side) {
  auto source = open_photo(test::read_file(test::photos_folder() / "formats" / file), {});
  if (!source) return Failure(source.error());
  return (*source)->preview(long_side);
}

class RealFormat : public testing::TestWithParam<test::FormatCase> {};
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(RealFormat);

TEST_P(RealFormat, does_as_the_manifest_says) {
  const test::FormatCase& expected = GetParam();
  const Bytes file = test::read_file(test::photos_folder() / "formats" / expected.file);
  auto source = open_photo(file, {});
  const auto noted = [&](std::string_view words) { return expected.notes.find(words) != std::string::npos; };
  const bool decoded = source && (*source)->preview(320) && (*source)->region({0, 0, 1, 1}, {96, 96});
  if (decoded == (expected.expected != "reject")) return;
  const bool optional = expected.notes == "optional" && !readable(sniff(file));
  const bool either_will_do = noted("acceptable") || noted("may be refused") || noted("reject") || noted("may accept");
  EXPECT_TRUE(optional || either_will_do) << (source ? "" : source.error().detail);
}

TEST_P(RealFormat, shows_the_reference_scene_where_it_should) {
  const struct {
    std::string note;
    std::string reference;
  } scenes[] = {{"same scene as base_baseline_420.jpg", "base_baseline_420.jpg"},
                {"must match exif_orientation_1.jpg", "exif_orientation_1.jpg"}};
  for (const auto& scene : scenes) {
    if (GetParam().notes.find(scene.note) == std::string::npos) continue;
    const Image reference = preview_of(scene.reference, 400).value();
    const Image preview = preview_of(GetParam().file, 400).value();
    ASSERT_EQ(preview.luma.size(), reference.luma.size());
    constexpr double alike = 30;  // dB; quality 20 is the worst of them
    EXPECT_GT(test::psnr(preview.luma, reference.luma), alike);
    EXPECT_GT(test::psnr(preview.cb, reference.cb), alike);
    EXPECT_GT(test::psnr(preview.cr, reference.cr), alike);
  }
}

/// Rows that say nothing of it, but whose picture is rgb8.png's: whole, in colour, opaque.
bool is_small_scene(const std::string& file) {
  for (const char* known : {"rgb16_png.png",     "interlaced_png.png", "adobergb_png.png", "exif_orientation_6_png.png",
                            "rgb24.bmp",         "topdown24.bmp",      "rgb565.bmp",       "lzw.tif",
                            "lzw_predictor.tif", "deflate.tif",        "jpeg.tif",         "tiled.tif",
                            "bigendian.tif",     "planar.tif",         "bigtiff.tif",      "packbits.tif",
                            "multipage.tif",     "rgb16_tif.tif",      "cmyk_tif.tif",     "orientation_6.tif",
                            "lossless.webp",     "photo_j2k.j2k",      "png_named.jpg"})
    if (file == known) return true;
  return false;
}

TEST_P(RealFormat, shows_the_small_scene_where_it_should) {
  if (!is_small_scene(GetParam().file)) return;
  const Image reference = preview_of("rgb8.png", 400).value();
  const Image preview = preview_of(GetParam().file, 400).value();
  ASSERT_EQ(preview.luma.size(), reference.luma.size());
  constexpr double alike = 30;  // dB; JPEG at a middle quality is the worst of them
  EXPECT_GT(test::psnr(preview.luma, reference.luma), alike);
  EXPECT_GT(test::psnr(preview.cb, reference.cb), alike);
  EXPECT_GT(test::psnr(preview.cr, reference.cr), alike);
}

/// The profile that most photos carry, HP's of 1998, is a little off sRGB.
TEST(RealProfile, of_srgb_changes_nothing) {
  if (test::photos_folder().empty()) GTEST_SKIP() << "HEADROOM_PHOTOS is not set";
  const auto region_of = [](const std::string& file) {
    auto source = open_photo(test::read_file(test::photos_folder() / "formats" / file), {}).value();
    return source->region({0, 0, 600, 600}, {648, 648}).value();
  };
  EXPECT_EQ(region_of("srgb_icc.jpg"), region_of("base_baseline_420.jpg"));
}

INSTANTIATE_TEST_SUITE_P(Formats, RealFormat, testing::ValuesIn(test::format_cases()),
                         [](const auto& test_case) { return name_of(test_case.param.file, test_case.index); });

class RealCameraPhoto : public testing::TestWithParam<std::filesystem::path> {};
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(RealCameraPhoto);

TEST_P(RealCameraPhoto, gives_preview_and_region_that_show_the_same) {
  auto source = open_photo(test::read_file(GetParam()), {}).value();
  const Size size = source->size();
  EXPECT_GE(size.pixels(), 6'000'000);
  const Image preview = source->preview(320).value();
  EXPECT_LE(preview.luma.size().long_side(), 320);
  EXPECT_EQ(source->flags(), Flags{});

  const Rect all{0, 0, size.width, size.height};
  const Image region = source->region(all, {648, 648}).value();
  EXPECT_EQ(region.luma.across.origin, 0);
  EXPECT_GE(region.luma.width() * region.luma.across.step, size.width);
  const Image again = shrink_to_preview(region, 320);
  ASSERT_EQ(again.luma.size(), preview.luma.size());
  if (again.luma.across != preview.luma.across || again.luma.down != preview.luma.down)
    return;  // cells of a turned photo
  EXPECT_GT(test::psnr(again.luma, preview.luma), 35);
  EXPECT_GT(test::psnr(again.cb, preview.cb), 35);
}

TEST_P(RealCameraPhoto, gives_a_small_crop_at_full_size_that_equals_the_whole_at_half) {
  const Bytes file = test::read_file(GetParam());
  auto fine = open_photo(file, {}).value();
  auto coarse = open_photo(file, {}).value();
  const Size size = fine->size();
  const Rect crop{size.width / 2 - 325, size.height / 3 - 325, 650, 650};
  const Image full = fine->region(crop, {648, 648}).value();
  EXPECT_EQ(full.luma.across.step, 1);
  const Image whole = coarse->region({0, 0, size.width, size.height}, {96, 96}).value();
  const int factor = static_cast<int>(whole.luma.across.step);
  double difference = 0;
  for (int y = 0; y < 100; y++)
    for (int x = 0; x < 100; x++) {
      const int left = crop.x + x * 6, top = crop.y + y * 6;
      const int column = left - static_cast<int>(full.luma.across.origin);
      const int row = top - static_cast<int>(full.luma.down.origin);
      int sum = 0;
      for (int i = 0; i < factor * factor; i++)
        sum += full.luma.row(row - top % factor + i / factor)[column - left % factor + i % factor];
      difference += std::abs(sum / (factor * factor) - whole.luma.row(top / factor)[left / factor]);
    }
  EXPECT_LE(difference / 10'000, 2.5);  // levels; the reduced inverse DCT is no plain average
}

INSTANTIATE_TEST_SUITE_P(Hires, RealCameraPhoto, testing::ValuesIn(test::real_files("hires", ".jpg")),
                         [](const auto& test_case) {
                           return name_of(test_case.param.stem().string(), test_case.index);
                         });

}  // namespace
}  // namespace headroom::codec
