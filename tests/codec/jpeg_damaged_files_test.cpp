// What libjpeg takes for granted and we do not: cut, damaged and hostile files.

#include <gtest/gtest.h>

#include "codec/jpeg_source.h"
#include "support/gradients.h"
#include "support/jpeg_files.h"

namespace headroom::codec {
namespace {

std::unique_ptr<PhotoSource> open(const Bytes& file) { return open_photo(file, {}).value(); }

/// Noise, so that the coded bytes are spread over the rows.
Image noise(Size size) {
  Image image{Plane(size), Plane(size), Plane(size)};
  std::uint32_t state = 1;
  for (Plane* plane : image.planes())
    for (int y = 0; y < size.height; y++)
      for (int x = 0; x < size.width; x++)
        plane->row(y)[x] = static_cast<Byte>((state = state * 1664525 + 1013904223) >> 24);
  return image;
}

TEST(DamagedJpeg, tells_how_much_of_a_cut_file_is_there) {
  const Bytes whole = test::write_jpeg(noise({160, 1600}));
  const struct {
    double kept;
    bool nearly_whole;
  } cases[] = {{0.30, false}, {0.60, false}, {0.88, false}, {0.95, true}, {0.9999, true}};
  for (const auto& c : cases) {
    Bytes file = whole;
    file.resize(static_cast<std::size_t>(static_cast<double>(whole.size()) * c.kept));
    auto source = open(file);
    const auto preview = source->preview(320);
    EXPECT_EQ(preview.has_value(), c.nearly_whole) << c.kept;
    if (preview) {
      EXPECT_TRUE(source->flags().has(Flag::damaged));
      continue;
    }
    EXPECT_EQ(preview.error().fault, Fault::broken);
    const int percent = std::stoi(preview.error().detail.substr(std::string("cut off after ").size()));
    EXPECT_NEAR(percent, c.kept * 100, 2);
  }
}

TEST(DamagedJpeg, does_not_mind_a_missing_end_marker) {
  for (const bool progressive : {false, true}) {
    test::JpegLook look;
    look.progressive = progressive;
    Bytes file = test::write_jpeg(noise({100, 100}), look);
    file.erase(file.end() - 2, file.end());
    auto source = open(file);
    EXPECT_TRUE(source->preview(320));
    EXPECT_TRUE(source->flags().has(Flag::damaged));
  }
}

TEST(DamagedJpeg, refuses_a_cut_arithmetic_file_which_libjpeg_takes_in_silence) {
  test::JpegLook look;
  look.arithmetic = true;
  Bytes file = test::write_jpeg(noise({160, 160}), look);
  file.resize(file.size() / 2);
  EXPECT_EQ(open(file)->preview(320).error().fault, Fault::broken);
}

TEST(DamagedJpeg, takes_a_progressive_file_once_its_low_frequencies_are_there) {
  test::JpegLook look;
  look.progressive = true;
  const Bytes whole = test::write_jpeg(noise({160, 160}), look);
  Bytes late = whole;
  late.resize(whole.size() - whole.size() / 10);
  auto source = open(late);
  EXPECT_TRUE(source->preview(320));
  EXPECT_TRUE(source->flags().has(Flag::damaged));
  Bytes early = whole;
  early.resize(whole.size() / 30);  // within the first scan
  EXPECT_EQ(open(early)->preview(320).error().fault, Fault::broken);
}

TEST(DamagedJpeg, refuses_a_file_whose_colours_never_came) {
  test::JpegLook look;
  look.separate_scans = true;
  Bytes file = test::write_jpeg(noise({160, 160}), look);
  file.resize(file.size() / 4);
  EXPECT_EQ(open(file)->preview(320).error().fault, Fault::broken);
}

TEST(DamagedJpeg, confines_damage_between_restart_markers) {
  test::JpegLook look;
  look.restart_rows = 1;
  Bytes file = test::write_jpeg(noise({160, 1600}), look);
  for (std::size_t i = 0; i < 40; i++) file[file.size() / 2 + i] = 0;
  auto source = open(file);
  EXPECT_TRUE(source->preview(320));
  EXPECT_TRUE(source->flags().has(Flag::damaged));
}

TEST(DamagedJpeg, refuses_by_its_header_what_it_cannot_read) {
  const Bytes good = test::write_jpeg(test::gradient({64, 64}));
  const std::size_t frame = test::find_marker(good, 0xC0);
  const auto changed = [&](std::size_t place, std::initializer_list<Byte> values) {
    Bytes file = good;
    std::copy(values.begin(), values.end(), file.begin() + static_cast<std::ptrdiff_t>(frame + place));
    return file;
  };
  const struct {
    Bytes file;
    Fault fault;
    std::string detail;
  } cases[] = {
      {changed(1, {0xC3}), Fault::unsupported, "lossless"},
      {changed(4, {12}), Fault::unsupported, "more than 8 bits"},
      {changed(5, {0xFF, 0xDC, 0xFF, 0xDC}), Fault::too_large, "65500x65500 pixels"},
      {changed(5, {0x4E, 0x20, 0x4E, 0x20}), Fault::too_large, "400 megapixels; the limit is 100"},
      {changed(5, {0, 0}), Fault::broken, "zero"},
      {{0xFF, 0xD8, 0xFF, 0xD9}, Fault::broken, "no picture"},
      {{0xFF, 0xD8, 0xFF}, Fault::broken, "cut off"},
      {Bytes(good.begin(), good.begin() + static_cast<std::ptrdiff_t>(frame)), Fault::broken, ""},
  };
  for (const auto& c : cases) {
    const auto source = open_photo(c.file, {});
    ASSERT_FALSE(source) << c.detail;
    EXPECT_EQ(source.error().fault, c.fault) << source.error().detail;
    EXPECT_NE(source.error().detail.find(c.detail), std::string::npos) << source.error().detail;
  }
}

TEST(DamagedJpeg, refuses_too_many_scans_and_too_much_memory) {
  test::JpegLook look;
  look.progressive = true;
  const Bytes file = test::write_jpeg(test::gradient({300, 300}), look);
  Limits few_scans;
  few_scans.scans = 3;
  EXPECT_EQ(open_photo(file, few_scans).value()->preview(320).error().fault, Fault::too_large);
  Limits little_memory;
  little_memory.decode_bytes = 100'000;
  EXPECT_EQ(open_photo(file, little_memory).value()->preview(320).error().fault, Fault::too_large);
}

TEST(DamagedJpeg, survives_every_cut_and_any_changed_byte) {
  for (const int coding : {0, 1, 2, 3}) {
    test::JpegLook look;
    look.progressive = coding % 2 == 1;
    look.arithmetic = coding / 2 == 1;
    look.orientation = 6;
    const Bytes good = test::write_jpeg(noise({24, 24}), look);
    for (std::size_t i = 0; i < good.size(); i++) {
      Bytes cut(good.begin(), good.begin() + static_cast<std::ptrdiff_t>(i));
      Bytes changed = good;
      changed[i] ^= 0x55;
      for (Bytes* file : {&cut, &changed}) {
        auto source = open_photo(std::move(*file), {});
        if (!source || !(*source)->preview(16)) continue;
        const Size size = (*source)->size();
        EXPECT_TRUE((*source)->region({0, 0, std::min(size.width, 9), 1}, {8, 8}));
      }
    }
  }
}

}  // namespace
}  // namespace headroom::codec
