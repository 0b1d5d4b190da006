#include "delivery/folding.h"

#include <gtest/gtest.h>

namespace headroom::delivery {
namespace {

TEST(Folding, leaves_bytes_that_are_no_utf_8) {
  EXPECT_EQ(skeleton("M\xFC").size(), 2U);
  EXPECT_FALSE(is_utf_8("M\xFC"));
  EXPECT_FALSE(is_utf_8("\xC3"));
  EXPECT_TRUE(is_utf_8("M\xC3\xBC"));
  EXPECT_TRUE(is_utf_8(""));
}

TEST(Folding, leaves_the_letters_alone_in_a_skeleton) {
  EXPECT_EQ(skeleton("John.Smith-Jones_x y"), U"johnsmithjonesxy");
  EXPECT_EQ(skeleton("\xC4\xB0\xC5\x9F\xC4\xB1K"), U"isik");
  EXPECT_EQ(skeleton("O\xE2\x80\x99"
                     "Neill"),
            U"oneill");  // a typographic apostrophe
  EXPECT_EQ(skeleton("..."), U"");
}

}  // namespace
}  // namespace headroom::delivery
