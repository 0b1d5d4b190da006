#include "crop/fingerprint.h"

#include <gtest/gtest.h>

#include "support/gradients.h"
#include "support/pictures.h"

namespace headroom::crop {
namespace {

/// The drawn portrait with samples changed.
template <class Change>
Plane changed(Size size, Change change) {
  Plane plane = test::portrait(size).luma.clone();
  for (int y = 0; y < plane.height(); y++)
    for (int x = 0; x < plane.width(); x++) plane.row(y)[x] = static_cast<Byte>(change(plane.row(y)[x], x, y));
  return plane;
}

int as_it_is(int level, int, int) { return level; }

TEST(Fingerprint, is_nearly_the_same_for_copies) {
  const auto original = fingerprint(changed({320, 240}, as_it_is));
  EXPECT_TRUE(same_picture(original, original));
  EXPECT_TRUE(same_picture(original, fingerprint(changed({160, 120}, as_it_is)))) << "half the size";
  const auto brighter = [](int level, int, int) { return std::min(255, level * 9 / 8); };
  EXPECT_TRUE(same_picture(original, fingerprint(changed({320, 240}, brighter))));
}

TEST(Fingerprint, tells_another_head_before_the_same_wall) {
  const auto with_patches = [](int period) {
    return [period](int level, int x, int y) {
      const bool within = x > 110 && x < 210 && y > 30 && y < 190;
      return within ? 60 + (x / period + y / period) % 2 * 120 : level;
    };
  };
  EXPECT_FALSE(same_picture(fingerprint(changed({320, 240}, with_patches(23))),
                            fingerprint(changed({320, 240}, with_patches(37)))));
}

TEST(Fingerprint, of_nothing_is_the_same_as_nothing) {
  Plane flat({320, 240});
  flat.fill(128);
  EXPECT_EQ(fingerprint({}), Fingerprint{});
  EXPECT_EQ(fingerprint(flat), Fingerprint{});
  EXPECT_FALSE(same_picture({}, {}));
  Plane dot({1, 1});
  dot.fill(9);
  EXPECT_EQ(fingerprint(dot), Fingerprint{});
}

TEST(Fingerprint, has_the_lowest_frequency_first) {
  Plane falling({64, 64});
  for (int y = 0; y < 64; y++)
    for (int x = 0; x < 64; x++) falling.row(y)[x] = static_cast<Byte>(255 - 4 * x);
  EXPECT_EQ(fingerprint(falling)[0] & 3, 1U) << "light on the left; nothing from top to bottom";
}

TEST(SamePicture, goes_by_low_bits_and_by_all) {
  const Fingerprint one{1, 1, 1, 1};
  struct {
    Fingerprint other;
    bool same;
  } cases[] = {
      {{1 ^ 0x7f, 1, 1, 1}, true},             // 7 low ones
      {{1 ^ 0xff, 1, 1, 1}, false},            // 8 low ones
      {{1, 1 ^ 0xfffff, 1, 1}, true},          // 20 of all
      {{1, 1 ^ 0xfffff, 1 ^ 0x10, 1}, false},  // 21 of all
      {{1 ^ 0x7f, 1, 1, 1 ^ 0x3fff}, false},   // 7 and 14
      {{0, 0, 0, 0}, false},                   // tells nothing
  };
  for (const auto& [other, same] : cases) EXPECT_EQ(same_picture(one, other), same);
}

}  // namespace
}  // namespace headroom::crop
