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

TEST(Base64, is_read_back_with_and_without_lines) {
  const struct {
    const char* text;
    std::string_view bytes;
  } cases[] = {{"", ""},
               {"  \r\n", ""},
               {"Zg==", "f"},
               {"Zm8=", "fo"},
               {"Zm9v", "foo"},
               {"Zm9vYg==", "foob"},
               {"Zm9v\r\nYmFy", "foobar"},
               {" Z g\t= =\n", "f"},
               {"//77", "\xFF\xFE\xFB"}};
  for (const auto& c : cases) {
    const auto bytes = bytes_of_base64(c.text);
    ASSERT_TRUE(bytes) << c.text;
    EXPECT_EQ(std::string(bytes->begin(), bytes->end()), c.bytes) << c.text;
  }
}

TEST(Base64, is_refused_where_it_is_cut_or_something_else) {
  for (const std::string_view text :
       {"Z", "Zg", "Zg=", "Zg===", "=", "====", "Z===", "Zg=g", "Zg==Zg==", "Zm9v!", "Zm-_", "<p>", "\xFF\xFF\xFF\xFF"})
    EXPECT_FALSE(bytes_of_base64(text)) << text;
  EXPECT_FALSE(bytes_of_base64(std::string_view("Zm9\0", 4)));
}

}  // namespace
}  // namespace headroom
