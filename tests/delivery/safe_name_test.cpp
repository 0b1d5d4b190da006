#include "delivery/safe_name.h"

#include <gtest/gtest.h>

#include <set>

namespace headroom::delivery {
namespace {

const std::string umlaut = "M\xC3\xBCller";

TEST(SafeName, keeps_what_every_system_takes) {
  const struct {
    std::string key, name;
  } cases[] = {
      {"John.Smith", "John.Smith"},
      {umlaut, umlaut},
      {"ada@example.com", "ada@example.com"},
      {"O'Neill, Ada", "O'Neill, Ada"},
      {"a/b\\c:d*e?f\"g<h>i|j", "a%2Fb%5Cc%3Ad%2Ae%3Ff%22g%3Ch%3Ei%7Cj"},
      {"50%", "50%25"},
      {"ada.", "ada%2E"},
      {" ada ", "%20ada%20"},
      {".ada", "%2Eada"},
      {"-rf", "%2Drf"},
      {"..", "%2E%2E"},
      {"a\nb", "a%0Ab"},
      {"con", "%63on"},
      {"COM1.x", "%43OM1.x"},
      {"console", "console"},
      {"M\xFC", "M%FC"},
      {"", "%"},
      {"%", "%25"},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(safe_name(c.key), c.name) << c.key;
    EXPECT_TRUE(is_safe_name(safe_name(c.key) + ".jpg")) << c.key;
  }
}

TEST(SafeName, gives_long_keys_names_of_their_own) {
  std::set<std::string> names;
  for (const std::string last : {"a", "b", "c"}) {
    std::string key;
    for (int i = 0; i < 200; i++) key += "\xC3\xBC";
    const auto name = safe_name(key + last);
    EXPECT_LE(name.size(), 220U);
    EXPECT_TRUE(is_safe_name(name + ".jpg"));
    names.insert(name);
  }
  EXPECT_EQ(names.size(), 3U);
}

TEST(SafeName, is_not_what_leads_elsewhere_or_misleads) {
  for (const std::string name :
       {"", ".", "..", "../x.jpg", "/x.jpg", "a/b.jpg", "a\\b.jpg", "c:x.jpg", ".x.jpg", "-x.jpg", " x.jpg", "x.jpg ",
        "x.", "x\n.jpg", "nul.jpg", "NUL", "lpt9.jpg", "x?.jpg", "\xFF.jpg"})
    EXPECT_FALSE(is_safe_name(name)) << name;
  EXPECT_FALSE(is_safe_name(std::string(256, 'a')));
  EXPECT_TRUE(is_safe_name("manifest.csv"));
}

}  // namespace
}  // namespace headroom::delivery
