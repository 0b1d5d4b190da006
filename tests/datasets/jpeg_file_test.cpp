#include "datasets/jpeg_file.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>

#include "datasets/paint.h"

namespace headroom::datasets {
namespace {

Bytes grey_file(Size size) {
  Image image = canvas(size);
  paint_gradient(image, {90, 90, 90}, {160, 160, 160});
  return encode_jpeg(image, size, {});
}

TEST(JpegFile, is_baseline_420_of_the_size_asked_for) {
  for (const Size size : {Size{1, 1}, Size{3, 2}, Size{16, 16}, Size{17, 40}, Size{300, 200}}) {
    const Bytes file = grey_file(size);
    const std::array<Byte, 2> baseline{0xff,
                                       0xc0};  // SOF0: length (2), 8 bits, height (2), width (2), 3 planes, sampling
    const auto frame = std::search(file.begin(), file.end(), baseline.begin(), baseline.end());
    ASSERT_GE(file.end() - frame, 12);
    EXPECT_EQ(frame[5] * 256 + frame[6], size.height);
    EXPECT_EQ(frame[7] * 256 + frame[8], size.width);
    EXPECT_EQ(frame[9], 3);
    EXPECT_EQ(frame[11], 0x22);
  }
}

TEST(JpegFile, starts_and_ends_as_a_jpeg_does) {
  const Bytes file = grey_file({5, 5});
  EXPECT_EQ(file[0], 0xff);
  EXPECT_EQ(file[1], 0xd8);
  EXPECT_EQ(file[file.size() - 2], 0xff);
  EXPECT_EQ(file.back(), 0xd9);
}

}  // namespace
}  // namespace headroom::datasets
