#include "codec/described_profile.h"

#include <gtest/gtest.h>

#include "codec/colour_profile.h"

namespace headroom::codec {
namespace {

TEST(DescribedProfile, means_what_the_numbers_say) {
  constexpr Primaries display_p3{{0.3127, 0.3290}, {0.680, 0.320}, {0.265, 0.690}, {0.150, 0.060}};
  const auto profile = ColourProfile::open(describe_rgb(display_p3, {}), Colours::rgb);
  ASSERT_TRUE(profile);
  const Byte skin[] = {200, 140, 110};
  Byte rgb[3];
  profile->to_srgb(skin, rgb, 1);
  EXPECT_NEAR(rgb[0], 210.58, 1);
  EXPECT_NEAR(rgb[1], 136.71, 1);
  EXPECT_NEAR(rgb[2], 104.30, 1);
}

TEST(DescribedProfile, has_the_gamma_asked_for) {
  const auto profile = ColourProfile::open(describe_grey(1.8), Colours::grey);
  ASSERT_TRUE(profile);
  const Byte grey[] = {128};
  Byte rgb[3];
  profile->to_srgb(grey, rgb, 1);
  EXPECT_NEAR(rgb[1], 146.41, 1);
}

TEST(DescribedProfile, of_nonsense_cannot_be_used) {
  constexpr Primaries one_colour{{0.3, 0.3}, {0.3, 0.3}, {0.3, 0.3}, {0.3, 0.3}};
  EXPECT_FALSE(ColourProfile::open(describe_rgb(one_colour, {}), Colours::rgb));
  EXPECT_FALSE(ColourProfile::open(describe_rgb({}, {}), Colours::rgb));
}

}  // namespace
}  // namespace headroom::codec
