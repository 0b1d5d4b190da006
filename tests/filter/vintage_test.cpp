#include <gtest/gtest.h>

#include "filter/looks.h"

namespace headroom::filter {
namespace {

using test::look;
using test::mean;

Image faded(int y, int cb = 128, int cr = 128) {
  return test::seen(look("effect", "vintage:shade=0"), {{}, 7, {96, 96}}, y, cb, cr);
}

TEST(Vintage, has_dull_blacks_and_cream_whites) {
  EXPECT_NEAR(mean(faded(0).luma), 26, 2);
  EXPECT_NEAR(mean(faded(255).luma), 244, 2);
  EXPECT_LT(mean(faded(255).cb), 122);
}

TEST(Vintage, leaves_skin_warm) {
  for (const int luma : {70, 110, 160, 200}) {
    const Image skin = faded(luma, 114, 144);
    EXPECT_LT(mean(skin.cb), 120) << luma;
    EXPECT_GT(mean(skin.cr), 140) << luma;
  }
}

TEST(Vintage, of_nothing_is_the_identity) {
  const Image out = test::seen(look("effect", "vintage:fade=0:grain=0:shade=0"), {{}, 7, {17, 31}}, 90, 100, 150);
  EXPECT_EQ(out, test::flat({17, 31}, 90, 100, 150));
}

}  // namespace
}  // namespace headroom::filter
