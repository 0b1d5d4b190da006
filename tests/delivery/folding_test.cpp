#include "delivery/folding.h"

#include <gtest/gtest.h>

namespace headroom::delivery {
namespace {

TEST(Folding, takes_keys_that_differ_in_case_or_unicode_form_for_one) {
  const struct {
    const char *one, *other;
  } cases[] = {
      {"John.Smith", "JOHN.SMITH"},
      {" ada\t", "ada"},
      {"m\xC3\xBCller", "mu\xCC\x88ller"},  // as macOS names files (NFD)
      {"M\xC3\x9CLLER", "mu\xCC\x88ller"},
      {"stra\xC3\x9F"
       "e",
       "STRASSE"},
      {"\xCE\x9F\xCE\x94\xCE\x9F\xCE\xA3", "\xCE\xBF\xCE\xB4\xCE\xBF\xCF\x82"},  // a final sigma
      {"", "  "},
  };
  for (const auto& c : cases) EXPECT_EQ(folded(c.one), folded(c.other)) << c.one;
}

TEST(Folding, keeps_apart_what_are_other_letters) {
  const struct {
    const char *one, *other;
  } cases[] = {
      {"muller", "m\xC3\xBCller"},
      {"isik", "\xC4\xB1\xC5\x9F\xC4\xB1k"},  // Turkish dotless i
      {"irem", "\xC4\xB0rem"},                // and dotted I
      {"ada", "\xEF\xBD\x81\xEF\xBD\x84\xEF\xBD\x81"},
      {"a.b", "ab"},
      {"0", "o"},
  };
  for (const auto& c : cases) EXPECT_NE(folded(c.one), folded(c.other)) << c.one;
}

TEST(Folding, leaves_bytes_that_are_no_utf_8) {
  EXPECT_EQ(folded(" M\xFCller "), "M\xFCller");
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
