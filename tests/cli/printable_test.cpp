#include "cli/printable.h"

#include <gtest/gtest.h>

namespace headroom::cli {
namespace {

TEST(Printable, keeps_letters_of_all_languages_and_nothing_that_tricks_a_terminal) {
  struct {
    const char* text;
    const char* shown;
  } cases[] = {
      {"", ""},
      {"ünï 写真.jpg", "ünï 写真.jpg"},
      {"a\nb\033[31m\x7f", "a?b?[31m?"},
      {"\xff\xfe.jpg", "??.jpg"},
      {"\u202egpj.exe", "?gpj.exe"},
      {"\u009b2J", "?2J"},
      {"\u2028", "?"},
  };
  for (const auto& c : cases) EXPECT_EQ(printable(c.text), c.shown);
}

TEST(Printable, shortens_in_the_middle_between_letters) {
  std::string text;
  for (int i = 0; i < 400; i++) text += "é";
  const std::string shown = printable(text);
  EXPECT_LT(shown.size(), 310U);
  EXPECT_NE(shown.find("é...é"), std::string::npos);
}

}  // namespace
}  // namespace headroom::cli
