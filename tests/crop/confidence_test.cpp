#include "crop/confidence.h"

#include <gtest/gtest.h>

namespace headroom::crop {
namespace {

TEST(Confidence, rises_with_what_the_finders_say) {
  for (const auto confidence :
       {confidence_of_face, confidence_of_face_alone, confidence_of_contested_face, confidence_without_face})
    for (double at = -0.5; at < 1.5; at += 0.01) {
      EXPECT_GE(confidence(at), 0);
      EXPECT_LE(confidence(at), 1);
      EXPECT_LE(confidence(at), confidence(at + 0.01) + 1e-12) << at;
    }
}

TEST(Confidence, is_less_where_skin_says_otherwise) {
  for (double score = 0; score <= 1; score += 0.05)
    EXPECT_LT(confidence_of_contested_face(score), confidence_of_face(score)) << score;
}

TEST(Confidence, trusts_no_contested_face_that_is_half_sure) { EXPECT_LT(confidence_of_contested_face(0.64), 0.5); }

}  // namespace
}  // namespace headroom::crop
