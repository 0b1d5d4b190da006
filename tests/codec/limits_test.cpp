#include "codec/limits.h"

#include <gtest/gtest.h>

namespace headroom::codec {
namespace {

TEST(Limits, let_pass_what_is_just_inside) {
  const Limits limits;
  EXPECT_TRUE(check_size(1, 1, limits));
  EXPECT_TRUE(check_size(10'000, 10'000, limits));
  EXPECT_TRUE(check_size(30'000, 3'333, limits));
  EXPECT_TRUE(check_file_bytes(limits.file_bytes, limits));
  EXPECT_TRUE(check_decode_bytes(limits.decode_bytes, limits));
}

TEST(Limits, refuse_sizes_by_name) {
  const struct {
    long long width, height;
    Fault fault;
    std::string detail;
  } cases[] = {
      {0, 10, Fault::broken, "its size is 0x10 pixels"},
      {10, -1, Fault::broken, "its size is 10x-1 pixels"},
      {30'001, 1, Fault::too_large, "30001x1 pixels; the limit is 30000 a side"},
      {2'000'000'000, 2'000'000'000, Fault::too_large, "2000000000x2000000000 pixels; the limit is 30000 a side"},
      {20'000, 20'000, Fault::too_large, "20000x20000 pixels, 400 megapixels; the limit is 100"},
  };
  for (const auto& c : cases) {
    const auto checked = check_size(c.width, c.height, {});
    ASSERT_FALSE(checked);
    EXPECT_EQ(checked.error().fault, c.fault);
    EXPECT_EQ(checked.error().detail, c.detail);
  }
}

TEST(Limits, refuse_large_files_and_large_decodes) {
  const Limits limits;
  EXPECT_EQ(check_file_bytes(limits.file_bytes + 1, limits).error().detail, "a file of 65 MiB; the limit is 64");
  EXPECT_EQ(check_decode_bytes(limits.decode_bytes + 1, limits).error().fault, Fault::too_large);
}

}  // namespace
}  // namespace headroom::codec
