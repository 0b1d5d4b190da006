#include "base/base64.h"

#include <gtest/gtest.h>

#include <string_view>

namespace headroom {
namespace {

TEST(Base64, is_that_of_the_standard) {  // RFC 4648, section 10
  const auto encoded = [](std::string_view text) {
    return base64({reinterpret_cast<const Byte*>(text.data()), text.size()});
  };
  EXPECT_EQ(encoded(""), "");
  EXPECT_EQ(encoded("f"), "Zg==");
  EXPECT_EQ(encoded("fo"), "Zm8=");
  EXPECT_EQ(encoded("foo"), "Zm9v");
  EXPECT_EQ(encoded("foob"), "Zm9vYg==");
  EXPECT_EQ(encoded("foobar"), "Zm9vYmFy");
  EXPECT_EQ(encoded("\xFF\xFE\xFB"), "//77");
}

}  // namespace
}  // namespace headroom
