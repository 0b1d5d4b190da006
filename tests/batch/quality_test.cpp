#include "batch/quality.h"

#include <gtest/gtest.h>

#include "support/pictures.h"

namespace headroom::batch {
namespace {

/// A head of waves whose flanks are as wide as told, found for sure.
struct Sitter {
  explicit Sitter(int low = 60, int high = 200, int flank = 3) {
    preview.luma = Plane({320, 240});
    for (int y = 0; y < 240; y++)
      for (int x = 0; x < 320; x++) {
        const int place = x % (2 * flank);
        const int height = place < flank ? place : 2 * flank - place;
        preview.luma.row(y)[x] = static_cast<Byte>(low + (high - low) * height / flank);
      }
    outcome.subject = {Finder::skin, {100, 40, 100, 150}, 0.9};
  }

  std::string flags() {
    judge_quality(preview, {}, outcome);
    return outcome.flags.text();
  }

  Image preview;
  Outcome outcome;
};

TEST(Quality, finds_nothing_wrong_with_a_sharp_and_well_lit_face) { EXPECT_EQ(Sitter().flags(), ""); }

TEST(Quality, flags_what_is_wrong_with_a_face) {
  EXPECT_EQ(Sitter(10, 100).flags(), "dark");
  EXPECT_EQ(Sitter(10, 130).flags(), "") << "light enough where the light falls";
  EXPECT_EQ(Sitter(150, 255).flags(), "overexposed");
  EXPECT_EQ(Sitter(60, 200, 20).flags(), "blurred");
}

TEST(Quality, measures_heads_in_pixels_of_the_photo) {
  Sitter small;
  small.outcome.subject.head.height = 95.9;
  EXPECT_EQ(small.flags(), "small-head");
  Sitter large;
  large.outcome.subject.head.height = 96;
  EXPECT_EQ(large.flags(), "");
}

TEST(Quality, says_nothing_of_a_head_that_nobody_is_sure_of) {
  Sitter unsure(10, 100, 20);
  unsure.outcome.subject.confidence = 0.01;
  EXPECT_EQ(unsure.flags(), "");
  Sitter nobody(10, 100, 20);
  nobody.outcome.subject = {};
  EXPECT_EQ(nobody.flags(), "");
  EXPECT_NE(nobody.outcome.fingerprint, Fingerprint{}) << "copies are told without a head";
}

TEST(Quality, takes_any_picture) {
  Sitter dot;
  dot.preview.luma = Plane({1, 1});
  dot.preview.luma.fill(0);
  dot.outcome.subject.head = {0, 0, 1, 1};
  EXPECT_EQ(dot.flags(), "small-head");
  Sitter beside;
  beside.outcome.subject.head = {-500, -500, 100, 150};
  EXPECT_EQ(beside.flags(), "");
}

}  // namespace
}  // namespace headroom::batch
