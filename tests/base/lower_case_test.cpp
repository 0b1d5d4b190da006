#include "base/lower_case.h"

#include <gtest/gtest.h>

namespace headroom {
namespace {

TEST(LowerCase, makes_ascii_letters_small_and_leaves_the_rest) {
  const struct {
    const char *text, *lower;
  } cases[] = {
      {"", ""},
      {"WWW-Authenticate", "www-authenticate"},
      {"@[`{", "@[`{"},
      {"\xC3\x84ZA\xFF", "\xC3\x84za\xFF"},
  };
  for (const auto& c : cases) EXPECT_EQ(lower_case(c.text), c.lower) << c.text;
}

}  // namespace
}  // namespace headroom
