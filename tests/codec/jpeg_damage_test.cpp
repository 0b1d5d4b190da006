#include "codec/jpeg_damage.h"

#include <gtest/gtest.h>

namespace headroom::codec {
namespace {

JpegDamage of_rows(int rows) {
  JpegDamage damage;
  damage.begin(rows);
  return damage;
}

TEST(JpegDamage, finds_an_undisturbed_picture_whole) { EXPECT_EQ(of_rows(10).whole_share(), 1); }

TEST(JpegDamage, reaches_to_the_end_without_restart_markers) {
  auto damage = of_rows(100);
  damage.spoil(58, 100);
  damage.spoil(60, 100);
  EXPECT_DOUBLE_EQ(damage.whole_share(), 0.58);
}

TEST(JpegDamage, ends_at_the_next_restart_marker) {
  auto damage = of_rows(100);
  damage.spoil(10, 1);
  damage.spoil(10, 1);
  damage.spoil(50, 2);
  EXPECT_DOUBLE_EQ(damage.whole_share(), 0.97);
}

TEST(JpegDamage, does_nothing_after_the_last_row) {
  auto damage = of_rows(100);
  damage.spoil(100, 100);
  EXPECT_EQ(damage.whole_share(), 1);
}

TEST(JpegDamage, is_never_more_than_everything) {
  auto damage = of_rows(4);
  for (int scan = 0; scan < 3; scan++) {
    damage.begin_scan();
    damage.spoil(0, 4);
  }
  EXPECT_EQ(damage.whole_share(), 0);
}

}  // namespace
}  // namespace headroom::codec
