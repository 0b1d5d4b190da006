#include "codec/window.h"

#include <gtest/gtest.h>

namespace headroom::codec {
namespace {

TEST(Window, has_a_margin_for_lanczos_on_all_sides) {
  const Rect window = sample_window({400, 300, 96, 96}, {96, 96}, {0, 1}, {0, 1}, {1000, 1000});
  // Two samples for one at 48 pixels: 3 lobes of 2, and 2 more.
  EXPECT_EQ(window, (Rect{392, 292, 112, 112}));
}

TEST(Window, stays_inside_the_plane) {
  const struct {
    Rect crop;
    Size plane;
    Rect window;
  } cases[] = {
      {{0, 0, 1, 1}, {1, 1}, {0, 0, 1, 1}},
      {{0, 0, 40, 40}, {40, 40}, {0, 0, 40, 40}},
      {{0, 0, 10, 10}, {1000, 1000}, {0, 0, 15, 15}},
      {{990, 990, 10, 10}, {1000, 1000}, {985, 985, 15, 15}},
  };
  for (const auto& c : cases) EXPECT_EQ(sample_window(c.crop, {648, 648}, {0, 1}, {0, 1}, c.plane), c.window);
}

TEST(Window, counts_in_samples_of_its_own_plane) {
  const Rect window = sample_window({100, 100, 48, 48}, {48, 48}, {0, 2}, {-1, 2}, {500, 500});
  EXPECT_EQ(window, (Rect{45, 45, 34, 35}));
}

}  // namespace
}  // namespace headroom::codec
