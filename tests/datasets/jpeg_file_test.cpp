#include "datasets/jpeg_file.h"

#include <gtest/gtest.h>

#include "datasets/develop.h"
#include "datasets/paint.h"
#include "support/jpeg_files.h"

namespace headroom::datasets {
namespace {

using test::find_marker;

constexpr Byte start_of_frame = 0xc0;
constexpr Byte start_of_progressive_frame = 0xc2;
constexpr Byte restart_interval = 0xdd;

Bytes file_of(Size size, const JpegSettings& settings, ByteView exif = {}) {
  Image painting = canvas(size, 1);
  paint_gradient(painting, {90, 80, 70}, {160, 150, 140});
  return encode_jpeg(develop(painting, {size, settings.sampling, 2}, Random(1)), settings, exif);
}

bool has(const Bytes& file, Byte marker) { return find_marker(file, marker) < file.size(); }

/// SOF: marker (2), length (2), 8 bits, height (2), width (2), components, then id, sampling, table of each.
void expect_frame(const Bytes& file, Byte marker, Size size, int components, int sampling) {
  const std::size_t at = find_marker(file, marker);
  ASSERT_LT(at + 11, file.size());
  EXPECT_EQ(file[at + 5] * 256 + file[at + 6], size.height);
  EXPECT_EQ(file[at + 7] * 256 + file[at + 8], size.width);
  EXPECT_EQ(file[at + 9], components);
  EXPECT_EQ(file[at + 11], sampling);
}

TEST(JpegFile, is_baseline_420_without_restarts_unless_told) {
  for (const Size size : {Size{1, 1}, Size{3, 2}, Size{16, 16}, Size{17, 40}, Size{300, 200}}) {
    const Bytes file = file_of(size, {});
    expect_frame(file, start_of_frame, size, 3, 0x22);
    EXPECT_FALSE(has(file, restart_interval));
  }
}

TEST(JpegFile, has_the_sampling_asked_for) {
  const struct {
    Sampling sampling;
    int components;
    int luma;
  } cases[] = {{{2, 1}, 3, 0x21}, {{1, 2}, 3, 0x12}, {{1, 1}, 3, 0x11}, {{4, 1}, 3, 0x41}, {{0, 0}, 1, 0x11}};
  for (const auto& c : cases)
    for (const Size size : {Size{1, 1}, Size{50, 70}})
      expect_frame(file_of(size, {.sampling = c.sampling}), start_of_frame, size, c.components, c.luma);
}

TEST(JpegFile, has_a_restart_interval_of_whole_rows_of_mcus) {
  const Bytes file = file_of({100, 80}, {.restart_rows = 2});
  const std::size_t at = find_marker(file, restart_interval);
  ASSERT_LT(at + 5, file.size());
  EXPECT_EQ(file[at + 4] * 256 + file[at + 5], 2 * 7);  // 7 MCUs of 16 pixels cover 100
  EXPECT_TRUE(has(file, 0xd0));
  EXPECT_TRUE(has(file, 0xd1));
  EXPECT_FALSE(has(file, 0xd2));  // 5 rows of MCUs: two markers between them
}

TEST(JpegFile, is_progressive_when_asked) {
  const Bytes file = file_of({40, 30}, {.progressive = true});
  expect_frame(file, start_of_progressive_frame, {40, 30}, 3, 0x22);
  EXPECT_FALSE(has(file, start_of_frame));
}

TEST(JpegFile, is_smaller_at_lower_quality) {
  EXPECT_LT(file_of({200, 200}, {.quality = 60}).size(), file_of({200, 200}, {}).size());
}

TEST(JpegFile, starts_with_exif_where_there_is_some_and_with_jfif_otherwise) {
  const Bytes exif{'E', 'x', 'i', 'f', 0, 0};
  const Bytes with = file_of({5, 5}, {}, exif);
  const Bytes without = file_of({5, 5}, {});
  EXPECT_EQ((Bytes{with.begin(), with.begin() + 8}), (Bytes{0xff, 0xd8, 0xff, 0xe1, 0, 8, 'E', 'x'}));
  EXPECT_EQ((Bytes{without.begin(), without.begin() + 4}), (Bytes{0xff, 0xd8, 0xff, 0xe0}));
  EXPECT_EQ(with.back(), 0xd9);
  EXPECT_EQ(without.back(), 0xd9);
}

}  // namespace
}  // namespace headroom::datasets
