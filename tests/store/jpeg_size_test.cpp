#include "store/jpeg_size.h"

#include <gtest/gtest.h>

#include "support/gradients.h"
#include "support/jpeg_files.h"

namespace headroom::store {
namespace {

TEST(JpegSize, is_that_of_the_frame) {
  for (const Size size : {Size{1, 1}, Size{96, 96}, Size{97, 95}, Size{648, 648}, Size{3, 700}})
    for (const bool progressive : {false, true}) {
      test::JpegLook look;
      look.progressive = progressive;
      EXPECT_EQ(jpeg_size(test::write_jpeg(test::gradient(size), look)), size);
    }
}

TEST(JpegSize, is_found_behind_other_segments_and_filling) {
  const Bytes bytes{0xFF, 0xD8, 0xFF, 0xE1, 0, 6, 1, 2, 0xFF, 0xC0, 0xFF, 0x01, 0xFF, 0xFF,
                    0xFF, 0xC2, 0,    11,   8, 2, 0, 1, 4,    1,    1,    17,   0};
  EXPECT_EQ(jpeg_size(bytes), (Size{260, 512}));
}

TEST(JpegSize, is_none_where_there_is_no_frame) {
  const Bytes cases[] = {
      {},
      {0xFF},
      {0xFF, 0xD8},
      {0xFF, 0xD8, 0xFF},
      {0x89, 'P', 'N', 'G', 13, 10, 26, 10},
      {0xFF, 0xD8, 0xFF, 0xD9, 0, 0, 0, 0},
      {0xFF, 0xD8, 0xFF, 0xDA, 0, 2, 0xFF, 0xC0, 0, 11, 8, 0, 1, 0, 1, 1, 1, 17, 0},  // behind the scan's header
      {0xFF, 0xD8, 0xFF, 0xE0, 0, 0, 0xFF, 0xC0, 0, 11, 8, 0, 1, 0, 1, 1, 1, 17, 0},  // a segment of no length
      {0xFF, 0xD8, 0xFF, 0xE0, 0xFF, 0xFF, 1, 2, 3},                                  // one that ends beyond
      {0xFF, 0xD8, 0x00, 0xC0, 0, 11, 8, 0, 1, 0, 1},
      {0xFF, 0xD8, 0xFF, 0xC4, 0, 2, 0xFF, 0xD9, 0, 0},
      {0xFF, 0xD8, 0xFF, 0xC0, 0, 11, 8, 0, 0, 0, 1, 1, 1, 17, 0},  // no height yet
      {0xFF, 0xD8, 0xFF, 0xC0, 0, 11, 8, 0, 1, 0, 0, 1, 1, 17, 0},
  };
  for (const Bytes& bytes : cases) EXPECT_FALSE(jpeg_size(bytes)) << bytes.size();
}

TEST(JpegSize, reads_no_further_than_the_bytes_go) {
  const Bytes whole = test::write_jpeg(test::gradient({300, 200}), {});
  for (std::size_t length = 0; length < whole.size(); length++) {
    const Bytes cut(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(length));  // of its own, for sanitizers
    const auto size = jpeg_size(cut);
    EXPECT_TRUE(!size || *size == (Size{300, 200})) << length;
  }
  EXPECT_FALSE(jpeg_size(Bytes(100'000, 0xFF)));
}

}  // namespace
}  // namespace headroom::store
