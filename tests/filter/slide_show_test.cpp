#include <gtest/gtest.h>

#include "filter/looks.h"

namespace headroom::filter {
namespace {

using test::at;
using test::look;

const Look mount = look("effect", "slide-show");

TEST(SlideShow, shows_the_whole_picture_smaller) {
  const Chain chain = make_chain(mount, {{}, 1, {100, 80}});
  EXPECT_EQ(chain.picture, (Size{100 - 2 * 7, 80 - 2 * 7}));
  const Image out = run_on_cpu(test::flat(chain.picture, 60, 100, 150), chain);
  EXPECT_EQ(at(out.luma, 50, 40), 60);
  EXPECT_EQ(at(out.cb, 50, 40), 100);
  EXPECT_EQ(at(out.cr, 50, 40), 150);
}

TEST(SlideShow, is_white_in_the_corners_and_paper_in_between) {
  const Image out = test::seen(mount, {{}, 1, {648, 648}}, 60, 100, 150);
  for (const auto& [x, y] : {std::pair{0, 0}, {647, 0}, {0, 647}, {647, 647}}) EXPECT_EQ(at(out.luma, x, y), 255);
  EXPECT_NEAR(at(out.luma, 324, 25), 230, 8);
  EXPECT_NEAR(at(out.luma, 25, 324), 230, 8);
}

TEST(SlideShow, has_a_window_with_round_corners) {
  const Image out = test::seen(mount, {{}, 1, {648, 648}}, 60, 100, 150);
  const int border = (648 - make_chain(mount, {{}, 1, {648, 648}}).picture.width) / 2;
  EXPECT_GT(at(out.luma, border + 1, border + 1), 150) << "paper where a square window would show the picture";
  EXPECT_LT(at(out.luma, border + 30, border + 30), 70);
}

TEST(SlideShow, throws_its_shadow_from_the_top_left) {
  const Image out = test::seen(mount, {{}, 1, {648, 648}}, 120);
  const int border = (648 - make_chain(mount, {{}, 1, {648, 648}}).picture.width) / 2;
  EXPECT_LT(at(out.luma, 324, border + 3), at(out.luma, 324, 647 - border - 3));
  EXPECT_LT(at(out.luma, border + 3, 324), at(out.luma, 647 - border - 3, 324));
}

}  // namespace
}  // namespace headroom::filter
