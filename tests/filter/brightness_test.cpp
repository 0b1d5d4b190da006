#include <gtest/gtest.h>

#include "filter/looks.h"

namespace headroom::filter {
namespace {

using test::look;
using test::luma_of;

TEST(Brightness, leaves_black_and_white_and_clips_nothing_on_the_way) {
  for (const auto word : words_of("brightness")) {
    EXPECT_EQ(luma_of(look("brightness", word), 0), 0) << word;
    EXPECT_EQ(luma_of(look("brightness", word), 255), 255) << word;
    EXPECT_LT(luma_of(look("brightness", word), 250), 254.5) << word;
  }
}

TEST(Brightness, gets_lighter_word_by_word) {
  double before = 0;
  for (const char* word : {"reduce", "light", "medium", "mega", "ultra"}) {
    const double luma = luma_of(look("brightness", word), 110);
    EXPECT_GT(luma, before + 5) << word;
    before = luma;
  }
  EXPECT_LT(luma_of(look("brightness", "reduce"), 110), 105);
  EXPECT_GT(luma_of(look("brightness", "light"), 110), 115);
}

// A red channel at its end turns skin yellow: R = y + 1.402 (cr - 128).
TEST(Brightness, pushes_no_channel_of_light_skin_beyond_white) {
  for (const char* word : {"light", "medium", "mega"}) {
    const Image skin = test::seen(look("brightness", word), {{}, 1, {32, 32}}, 215, 112, 148);
    EXPECT_LT(test::mean(skin.luma) + 1.402 * (test::mean(skin.cr) - 128), 255) << word;
  }
}

TEST(Brightness, auto_goes_by_the_light_on_a_face_and_not_by_the_tone_of_its_skin) {
  const Exposure dark_skin{true, 50, 70, 120, 190}, light_skin{true, 110, 170, 210, 230};
  for (const Exposure& good : {dark_skin, light_skin}) EXPECT_EQ(luma_of(look("brightness", "auto"), 100, good), 100);
  const Exposure too_dark{true, 20, 50, 80, 95}, too_pale{true, 160, 225, 245, 252};
  EXPECT_GT(luma_of(look("brightness", "auto"), 100, too_dark), 115);
  EXPECT_LT(luma_of(look("brightness", "auto"), 225, too_pale), 221);
}

TEST(Brightness, auto_brings_the_light_of_a_dark_face_to_where_good_ones_begin) {
  EXPECT_NEAR(luma_of(look("brightness", "auto"), 110, {true, 20, 60, 95, 110}), 142, 2);
}

}  // namespace
}  // namespace headroom::filter
