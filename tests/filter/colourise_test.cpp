#include <gtest/gtest.h>

#include <cstdlib>

#include "filter/looks.h"

namespace headroom::filter {
namespace {

using test::look;
using test::mean;

Image tinted(std::string_view word, int y, int cb = 128, int cr = 128) {
  return test::seen(look("colourise", word), {{}, 1, {32, 32}}, y, cb, cr);
}

TEST(Colourise, gives_grey_walls_the_colour_of_its_name) {
  struct {
    const char* word;
    int blue, red;  // which way the chromas go: -1, 0 (either), 1
  } cases[] = {{"blue", 1, -1},   {"red", 0, 1},  {"green", -1, -1}, {"yellow", -1, 0},
               {"orange", -1, 1}, {"pink", 0, 1}, {"purple", 1, 1}};
  for (const auto& c : cases) {
    const Image wall = tinted(c.word, 120);
    EXPECT_GE(c.blue * (mean(wall.cb) - 128), 5 * std::abs(c.blue)) << c.word;
    EXPECT_GE(c.red * (mean(wall.cr) - 128), 4 * std::abs(c.red)) << c.word;
  }
}

TEST(Colourise, leaves_luma_black_and_white) {
  for (const auto word : words_of("colourise"))
    for (const int level : {0, 90, 255}) {
      const Image image = tinted(word, level);
      EXPECT_EQ(mean(image.luma), level) << word;
      if (level == 90) continue;
      EXPECT_NEAR(mean(image.cb), 128, 1) << word;
      EXPECT_NEAR(mean(image.cr), 128, 1) << word;
    }
}

TEST(Colourise, lets_skin_of_all_tones_be_skin) {
  constexpr struct { int y, cb, cr; } skins[] = {{200, 112, 146}, {150, 110, 150}, {100, 114, 143}, {60, 119, 138}};
  for (const auto word : words_of("colourise"))
    for (const auto& skin : skins) {
      const Image image = tinted(word, skin.y, skin.cb, skin.cr);
      EXPECT_LT(mean(image.cb), 126) << word << ' ' << skin.y;
      EXPECT_GT(mean(image.cr), 130) << word << ' ' << skin.y;
    }
}

}  // namespace
}  // namespace headroom::filter
