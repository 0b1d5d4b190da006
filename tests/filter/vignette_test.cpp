#include <gtest/gtest.h>

#include "filter/looks.h"

namespace headroom::filter {
namespace {

using test::at;
using test::look;

TEST(Vignette, leaves_the_middle_and_darkens_the_corners_alike) {
  const Image out = test::seen(look("effect", "vignette"), {{}, 1, {65, 65}}, 200, 110, 150);
  EXPECT_EQ(at(out.luma, 32, 32), 200);
  EXPECT_EQ(at(out.cb, 32, 32), 110);
  for (const auto& [x, y] : {std::pair{0, 0}, {64, 0}, {0, 64}, {64, 64}}) {
    EXPECT_NEAR(at(out.luma, x, y), 100, 8);
    EXPECT_NEAR(at(out.cr, x, y), 139, 2) << "as much less colour as light";
  }
}

TEST(Vignette, of_nothing_is_the_identity) {
  const Image out = test::seen(look("effect", "vignette:amount=0"), {{}, 1, {17, 31}}, 200, 110, 150);
  EXPECT_EQ(out, test::flat({17, 31}, 200, 110, 150));
}

TEST(Vignette, looks_alike_at_all_sizes) {
  const Image small = test::seen(look("effect", "vignette"), {{}, 1, {96, 96}}, 200);
  const Image large = test::seen(look("effect", "vignette"), {{}, 1, {672, 672}}, 200);
  for (int y = 0; y < 96; y += 5)
    for (int x = 0; x < 96; x += 5) EXPECT_NEAR(at(small.luma, x, y), at(large.luma, 7 * x + 3, 7 * y + 3), 1);
}

}  // namespace
}  // namespace headroom::filter
