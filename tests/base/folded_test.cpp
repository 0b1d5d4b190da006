#include "base/folded.h"

#include <gtest/gtest.h>

namespace headroom {
namespace {

TEST(Folded, takes_keys_that_differ_in_case_or_unicode_form_for_one) {
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
      {"\xFF", "\xFF "},  // no UTF-8
  };
  for (const auto& c : cases) EXPECT_EQ(folded(c.one), folded(c.other)) << c.one;
}

TEST(Folded, keeps_apart_what_are_other_letters) {
  const struct {
    const char *one, *other;
  } cases[] = {
      {"muller", "m\xC3\xBCller"},
      {"isik", "\xC4\xB1\xC5\x9F\xC4\xB1k"},  // Turkish dotless i
      {"irem", "\xC4\xB0rem"},                // and dotted I
      {"ada", "\xEF\xBD\x81\xEF\xBD\x84\xEF\xBD\x81"},
      {"a.b", "ab"},
      {"0", "o"},
      {"a b", "ab"},
      {"\xFF", "\xFE"},
  };
  for (const auto& c : cases) EXPECT_NE(folded(c.one), folded(c.other)) << c.one;
}

TEST(Folded, leaves_bytes_that_are_no_utf_8) { EXPECT_EQ(folded(" M\xFCller "), "M\xFCller"); }

TEST(Folded, keeps_the_blanks_of_whole_texts) {
  EXPECT_EQ(case_folded(" ADA "), " ada ");
  EXPECT_EQ(case_folded(""), "");
}

}  // namespace
}  // namespace headroom
