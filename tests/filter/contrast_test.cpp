#include <gtest/gtest.h>

#include "filter/looks.h"

namespace headroom::filter {
namespace {

using test::look;
using test::luma_of;

constexpr const char* boosts[] = {"light", "medium", "mega", "ultra"};

TEST(Contrast, leaves_black_and_white_and_clips_nothing_on_the_way) {
  for (const char* word : boosts) {
    EXPECT_EQ(luma_of(look("contrast", word), 0), 0) << word;
    EXPECT_EQ(luma_of(look("contrast", word), 255), 255) << word;
    EXPECT_GT(luma_of(look("contrast", word), 12), 0) << word;
    EXPECT_LT(luma_of(look("contrast", word), 244), 254.5) << word;
  }
}

TEST(Contrast, never_turns_darker_into_lighter) {
  for (const auto word : words_of("contrast")) {
    double before = -1;
    for (int level = 0; level < 256; level++) {
      const double luma = luma_of(look("contrast", word), level);
      EXPECT_GE(luma, before - 0.2) << word << ' ' << level;
      before = luma;
    }
  }
}

TEST(Contrast, gets_stronger_word_by_word) {
  double before = luma_of(look("contrast", "reduce"), 160);
  for (const char* word : boosts) {
    const double luma = luma_of(look("contrast", word), 160);
    EXPECT_GT(luma, before + 1) << word;
    before = luma;
  }
}

TEST(Contrast, leaves_the_face_as_bright_as_it_is_whatever_its_tone) {
  for (const int face : {75, 110, 150, 172}) {
    const Exposure exposure{true, face - 40, face, face + 40, face + 60};
    for (const char* word : boosts)
      EXPECT_NEAR(luma_of(look("contrast", word), face, exposure), face, 1) << word << ' ' << face;
  }
}

TEST(Contrast, auto_helps_flat_faces_calms_harsh_ones_and_leaves_others_alone) {
  const Exposure flat{true, 120, 140, 160, 180}, harsh{true, 30, 140, 230, 250}, good{true, 80, 140, 190, 220};
  EXPECT_GT(luma_of(look("contrast", "auto"), 200, flat), 203);
  EXPECT_LT(luma_of(look("contrast", "auto"), 200, harsh), 199.5);
  EXPECT_EQ(luma_of(look("contrast", "auto"), 200, good), 200);
}

}  // namespace
}  // namespace headroom::filter
