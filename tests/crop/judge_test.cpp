#include "crop/judge.h"

#include <gtest/gtest.h>

namespace headroom::crop {
namespace {

// The face 100x100 has the head {140, 165, 120, 140}: a side of 210, a quarter of the free 70 above it.
const Box face{150, 200, 100, 100};
const Ideal ideal = ideal_of(face, {400, 500}, 1, 25);

TEST(Judge, the_ideal_crop_follows_the_framing_rule_unrounded) {
  EXPECT_EQ(ideal.head, (Box{140, 165, 120, 140}));
  EXPECT_EQ(ideal.crop, (Box{95, 147.5, 210, 210}));
  EXPECT_EQ(ideal_of(face, {400, 500}, 300, 25).crop, (Box{50, 125, 300, 300}));  // as large as the output
  EXPECT_EQ(ideal_of(face, {400, 500}, 648, 25).crop, (Box{0, 100, 400, 400}));   // as large as the photo
  EXPECT_EQ(ideal_of({0, 0, 1, 1}, {1, 1}, 96, 25).crop, (Box{0, 0, 1, 1}));
  EXPECT_EQ(ideal_of({-900, -900, 10, 10}, {50, 60}, 1, 25).crop.x, 0);  // a face outside: the nearest corner
}

TEST(Judge, says_good_usable_contained_and_missed) {
  struct {
    Box crop;
    bool good, usable, contained, missed;
    Defect defect;
  } cases[] = {
      {ideal.crop, true, true, true, false, Defect::none},
      {{75, 130, 250, 250}, true, true, true, false, Defect::none},            // a little wide: 44100 / 62500
      {{50, 100, 300, 300}, false, true, true, false, Defect::too_wide},       // 44100 / 90000
      {{0, 0, 400, 400}, false, false, true, false, Defect::too_wide},         // 44100 / 160000
      {{140, 165, 140, 140}, false, false, true, false, Defect::too_tight},    // 19600 / 44100
      {{60, 160, 200, 200}, false, true, true, false, Defect::beside},         // as large, but to the left
      {{95, 170, 210, 210}, false, false, false, false, Defect::head_cut},     // hair cut off
      {{200, 147.5, 210, 210}, false, false, false, false, Defect::head_cut},  // half of the face: not missed yet
      {{201, 147.5, 199, 210}, false, false, false, true, Defect::missed},
      {{0, 0, 0, 0}, false, false, false, true, Defect::missed},
      {{95, 147, 210, 0}, false, false, false, true, Defect::missed},
      {{300, 400, -200, 300}, false, false, false, true, Defect::missed},
  };
  for (const auto& c : cases) {
    const Verdict verdict = judge(c.crop, ideal);
    EXPECT_EQ(verdict.good(), c.good) << c.crop.x << ' ' << c.crop.width << ' ' << verdict.overlap;
    EXPECT_EQ(verdict.usable(), c.usable) << c.crop.x << ' ' << c.crop.width << ' ' << verdict.overlap;
    EXPECT_EQ(verdict.contained, c.contained) << c.crop.x << ' ' << c.crop.width;
    EXPECT_EQ(verdict.missed, c.missed) << c.crop.x << ' ' << c.crop.width;
    EXPECT_EQ(defect_of(c.crop, ideal), c.defect) << c.crop.x << ' ' << c.crop.width << ' ' << name(c.defect);
  }
  EXPECT_DOUBLE_EQ(judge({75, 130, 250, 250}, ideal).overlap, 44100.0 / 62500);
}

TEST(Judge, asks_only_for_what_the_photo_shows_of_a_head) {
  const Ideal at_the_edge = ideal_of({-20, 0, 100, 100}, {100, 100}, 1, 25);  // hair and an ear outside
  const Verdict whole = judge({0, 0, 100, 100}, at_the_edge);
  EXPECT_TRUE(whole.contained);
  EXPECT_FALSE(whole.missed);
}

TEST(Judge, a_face_outside_the_photo_is_never_contained) {
  const Ideal outside = ideal_of({500, 500, 10, 10}, {100, 100}, 1, 25);
  EXPECT_FALSE(judge({0, 0, 100, 100}, outside).contained);
  EXPECT_FALSE(judge({0, 0, 100, 100}, outside).missed);  // there is nothing to miss
}

TEST(Judge, the_middle_of_an_odd_photo_lies_between_pixels) {
  EXPECT_EQ(centre_box({5, 2}), (Box{1.5, 0, 2, 2}));
  EXPECT_EQ(centre_box({1, 1}), (Box{0, 0, 1, 1}));
}

}  // namespace
}  // namespace headroom::crop
