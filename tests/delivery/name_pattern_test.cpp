#include "delivery/name_pattern.h"

#include <gmock/gmock.h>

namespace headroom::delivery {
namespace {

using testing::ElementsAre;
using testing::ElementsAreArray;
using testing::HasSubstr;

TEST(NamePattern, finds_the_keys_that_a_name_may_mean) {
  const struct {
    const char *pattern, *file;
    std::vector<std::string> keys;
  } cases[] = {
      {"{key}", "John.Smith 648x648.jpg", {"John.Smith"}},
      {"{key}", "John.Smith648x648.jpg", {"John.Smith648x648"}},
      {"{key}", "sub/Ada Lovelace 96x96.jpg", {"Ada", "Ada Lovelace"}},
      {"{key}", "Ada  L 96x96.jpg", {"Ada", "Ada  L"}},
      {"{key}", "", {}},
      {"{key}", " ada.jpg", {" ada"}},
      {"photo-{key}", "Photo-Ada 96x96.jpg", {"ada"}},
      {"photo-{key}", "photo-ada smith 96x96.jpg", {"ada smith"}},
      {"photo-{key}", "ada 96x96.jpg", {}},
      {"photo-{key}", "photo- 96x96.jpg", {}},
      {"{any}_{key}", "2024_team_ada 96x96.jpg", {"ada", "team_ada"}},
      {"{any}_{key}", "_ada.jpg", {"ada"}},
      {"{key}_{any}", "john_smith_2024.jpg", {"john", "john_smith"}},
      {"{key}@{any}", "ada@example.com 96x96.jpg", {"ada"}},
      {"{any}({key}){any}", "Ada (u17) x 96x96.jpg", {"u17"}},
      {"img {any} {key}.{any}z", "img 1 ada.2z.jpg", {"ada"}},
      {"STRASSE{key}",
       "stra\xC3\x9F"
       "e7.jpg",
       {"7"}},
  };
  for (const auto& c : cases)
    EXPECT_THAT(NamePattern::parse(c.pattern).value().keys_in(c.file), ElementsAreArray(c.keys)) << c.file;
}

TEST(NamePattern, says_what_is_wrong_with_a_pattern) {
  const struct {
    const char *pattern, *word;
  } cases[] = {
      {"", "no {key}"},
      {"photo", "no {key}"},
      {"{KEY}", "no {key}"},
      {"{key}{key}", "twice"},
      {"{any}{key}", "right beside"},
      {"{key}{any}", "right beside"},
      {"{name}_{key}", "in braces"},
      {"{{key}}", "in braces"},
  };
  for (const auto& c : cases) {
    const auto parsed = NamePattern::parse(c.pattern);
    ASSERT_FALSE(parsed) << c.pattern;
    EXPECT_EQ(parsed.error().fault, Fault::usage);
    EXPECT_THAT(parsed.error().detail, HasSubstr(c.word));
    EXPECT_THAT(parsed.error().detail, HasSubstr("photo-{key}"));
  }
}

TEST(NamePattern, bears_names_of_any_length) {
  const auto plain = NamePattern::parse("{key}").value();
  std::string name;
  for (int i = 0; i < 10'000; i++) name += "a ";
  EXPECT_LE(plain.keys_in(name + "b").size(), 65U);
  const auto wide = NamePattern::parse("{any}a{key}b{any}").value();
  EXPECT_LE(wide.keys_in(std::string(300, 'a') + std::string(300, 'b')).size(), 64U);
}

}  // namespace
}  // namespace headroom::delivery
