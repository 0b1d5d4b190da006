#include "report/plot.h"

#include <gmock/gmock.h>

namespace headroom::report {
namespace {

TEST(Plot, places_values_between_the_ends_of_its_axes) {
  const Plot plot({10, 20, "x"}, {0, 1, "y"}, "words");
  EXPECT_LT(plot.pixel_x(10), plot.pixel_x(15));
  EXPECT_DOUBLE_EQ(plot.pixel_x(15) * 2, plot.pixel_x(10) + plot.pixel_x(20));
  EXPECT_GT(plot.pixel_y(0), plot.pixel_y(1));    // up is less
  EXPECT_EQ(plot.pixel_x(-5), plot.pixel_x(10));  // what lies outside stands at the end
}

TEST(Plot, logarithmic_axes_give_each_factor_the_same_room) {
  const Plot plot({1, 100, "x", {}, true}, {0, 1, "y"}, "words");
  EXPECT_NEAR(plot.pixel_x(10) * 2, plot.pixel_x(1) + plot.pixel_x(100), 1e-9);
}

TEST(Plot, shows_texts_as_text) {
  Plot plot({0, 1, "<x>"}, {0, 1, "y", {{0.5, "<tick>"}}}, "\"words\"");
  plot.line({{0, 0}, {1, 1}}, "line", "<title>");
  plot.text({0, 0}, "start", {1, 1}, "<text>");
  const auto svg = plot.svg();
  for (const char* text :
       {"&#60;x&#62;", "&#60;tick&#62;", "&#34;words&#34;", "<title>&#60;title&#62;", "&#60;text&#62;"})
    EXPECT_THAT(svg, testing::HasSubstr(text));
}

}  // namespace
}  // namespace headroom::report
