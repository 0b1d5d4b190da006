#include "store/folded.h"

#include <gtest/gtest.h>

namespace headroom::store {
namespace {

TEST(Folded, makes_equal_what_people_take_for_the_same_key) {
  const struct {
    std::string_view a, b;
    bool same;
  } cases[] = {
      {"John.Smith", "john.smith", true},
      {"  ada\t", "ada", true},
      {"Müller", "MU\u0308LLER", true},  // composed, and u with a diaeresis behind it
      {"Straße", "STRASSE", true},
      {"ΣΊΣΥΦΟΣ", "σίσυφος", true},
      {"ada", "adá", false},
      {"a b", "ab", false},
      {"", "  ", true},
      {"\xFF", "\xFF ", true},  // no UTF-8
      {"\xFF", "\xFE", false},
  };
  for (const auto& c : cases) EXPECT_EQ(folded(c.a) == folded(c.b), c.same) << c.a << " | " << c.b;
}

}  // namespace
}  // namespace headroom::store
