#include "codec/colour_profile.h"

#include <gtest/gtest.h>

#include <cmath>

#include "codec/described_profile.h"
#include "codec/rgb.h"
#include "support/profiles.h"

namespace headroom::codec {
namespace {

struct Known {
  Rgb stored;
  double red, green, blue;  // sRGB, by the definitions of both spaces
};

Rgb shown(const ColourProfile& profile, const std::vector<Byte>& pixel) {
  Byte out[3];
  profile.to_srgb(pixel.data(), out, 1);
  return {out[0], out[1], out[2]};
}

Rgb shown_of_16_bits(const ColourProfile& profile, const std::vector<Byte>& pixel) {
  std::vector<std::uint16_t> wide;
  for (const Byte sample : pixel) wide.push_back(static_cast<std::uint16_t>(sample * 257));
  Byte out[3];
  profile.to_srgb(wide.data(), out, 1);
  return {out[0], out[1], out[2]};
}

void expect_near(Rgb seen, double red, double green, double blue) {
  EXPECT_NEAR(seen.red, red, 1);
  EXPECT_NEAR(seen.green, green, 1);
  EXPECT_NEAR(seen.blue, blue, 1);
}

void expect_known(const Bytes& icc, const std::vector<Known>& colours) {
  const auto profile = ColourProfile::open(icc, Colours::rgb);
  ASSERT_TRUE(profile);
  EXPECT_FALSE(profile->srgb());
  for (const Known& known : colours) {
    const std::vector<Byte> pixel{known.stored.red, known.stored.green, known.stored.blue};
    expect_near(shown(*profile, pixel), known.red, known.green, known.blue);
    expect_near(shown_of_16_bits(*profile, pixel), known.red, known.green, known.blue);
  }
}

TEST(ColourProfile, brings_display_p3_to_srgb) {
  expect_known(test::display_p3_profile(), {{{200, 140, 110}, 210.58, 136.71, 104.30},
                                            {{224, 172, 150}, 233.68, 169.34, 146.10},
                                            {{90, 60, 45}, 95.25, 58.34, 42.11},
                                            {{128, 128, 128}, 128, 128, 128},
                                            {{0, 100, 200}, 0, 101.97, 207.05},
                                            {{255, 0, 0}, 255, 0, 0}});
}

TEST(ColourProfile, brings_adobe_rgb_to_srgb) {
  expect_known(test::adobe_rgb_profile(), {{{200, 140, 110}, 219.63, 141.27, 108.91},
                                           {{224, 172, 150}, 241.52, 173.51, 150.36},
                                           {{90, 60, 45}, 99.09, 57.42, 39.99},
                                           {{128, 128, 128}, 129.03, 129.03, 129.03}});
}

TEST(ColourProfile, brings_grey_to_srgb) {
  const auto profile = ColourProfile::open(test::grey_profile(1.8), Colours::grey);
  ASSERT_TRUE(profile);
  EXPECT_FALSE(profile->srgb());
  const struct {
    Byte stored;
    double level;
  } cases[] = {{0, 0}, {10, 9.68}, {40, 53.03}, {128, 146.41}, {200, 210.19}, {255, 255}};
  for (const auto& c : cases) {
    expect_near(shown(*profile, {c.stored}), c.level, c.level, c.level);
    expect_near(shown_of_16_bits(*profile, {c.stored}), c.level, c.level, c.level);
  }
}

TEST(ColourProfile, brings_ink_to_srgb) {
  const auto profile = ColourProfile::open(test::cmyk_profile(), Colours::cmyk);
  ASSERT_TRUE(profile);
  EXPECT_FALSE(profile->srgb());
  expect_near(shown(*profile, {0, 0, 0, 0}), 255, 255, 255);
  expect_near(shown(*profile, {0, 0, 0, 255}), 0, 0, 0);
  expect_near(shown(*profile, {0, 255, 255, 0}), 255, 0, 0);
  expect_near(shown(*profile, {255, 0, 255, 0}), 0, 255, 0);
  expect_near(shown_of_16_bits(*profile, {0, 255, 255, 0}), 255, 0, 0);
}

TEST(ColourProfile, sees_which_profiles_are_srgb) {
  EXPECT_TRUE(ColourProfile::open(test::srgb_profile(), Colours::rgb)->srgb());
  EXPECT_TRUE(ColourProfile::open(describe_rgb(srgb_primaries, {}), Colours::rgb)->srgb());
  EXPECT_FALSE(ColourProfile::open(describe_rgb(srgb_primaries, 1.8), Colours::rgb)->srgb());
  EXPECT_TRUE(ColourProfile::open(describe_grey({}), Colours::grey)->srgb());
  EXPECT_FALSE(ColourProfile::open(test::grey_profile(2.2), Colours::grey)->srgb());
}

TEST(ColourProfile, brings_grey_pixels_through_the_rgb_profile_of_a_photo_without_its_colour) {
  EXPECT_TRUE(ColourProfile::open(test::srgb_profile(), Colours::grey)->srgb());
  EXPECT_TRUE(ColourProfile::open(test::display_p3_profile(), Colours::grey)->srgb());
  const auto profile = ColourProfile::open(describe_rgb(srgb_primaries, 1.8), Colours::grey);
  ASSERT_TRUE(profile);
  EXPECT_FALSE(profile->srgb());
  expect_near(shown(*profile, {128}), 146.41, 146.41, 146.41);
}

TEST(ColourProfile, is_refused_for_other_channels) {
  const Bytes srgb = test::srgb_profile(), grey = test::grey_profile(1.8), press = test::cmyk_profile();
  EXPECT_FALSE(ColourProfile::open(srgb, Colours::cmyk));
  EXPECT_FALSE(ColourProfile::open(grey, Colours::rgb));
  EXPECT_FALSE(ColourProfile::open(press, Colours::rgb));
  EXPECT_FALSE(ColourProfile::open(press, Colours::grey));
  EXPECT_FALSE(ColourProfile::open(test::link_profile(), Colours::rgb));
}

TEST(ColourProfile, is_refused_when_it_is_broken) {
  const Bytes whole = test::display_p3_profile();
  EXPECT_FALSE(ColourProfile::open({}, Colours::rgb));
  for (std::size_t length = 1; length < whole.size(); length += 7)
    EXPECT_FALSE(ColourProfile::open(ByteView(whole).first(length), Colours::rgb)) << length;
  EXPECT_FALSE(ColourProfile::open(Bytes(5000, 0xA5), Colours::rgb));
  Bytes padded = whole;
  padded.resize(whole.size() + 100);
  EXPECT_TRUE(ColourProfile::open(padded, Colours::rgb));
}

TEST(ColourProfile, is_the_way_to_srgb_where_there_is_one_to_go) {
  const auto way = [](const Bytes& icc, std::size_t most, Flags& flags) {
    Limits limits;
    limits.icc_bytes = most;
    return way_to_srgb(icc, Colours::rgb, limits, flags).has_value();
  };
  const Bytes p3 = test::display_p3_profile();
  Flags flags;
  EXPECT_TRUE(way(p3, p3.size(), flags));
  EXPECT_FALSE(way(test::srgb_profile(), 10'000, flags));
  EXPECT_FALSE(way({}, 10'000, flags));
  EXPECT_FALSE(flags.has(Flag::profile_dropped));
  EXPECT_FALSE(way(p3, p3.size() - 1, flags));
  EXPECT_TRUE(flags.has(Flag::profile_dropped));
}

TEST(ColourProfile, survives_any_changed_byte) {
  for (const auto& [whole, colours] :
       {std::pair{test::display_p3_profile(), Colours::rgb}, std::pair{test::grey_profile(1.8), Colours::grey}})
    for (std::size_t i = 0; i < whole.size(); i++) {
      Bytes changed = whole;
      changed[i] ^= 0xFF;
      const auto profile = ColourProfile::open(changed, colours);
      if (profile) shown(*profile, {1, 2, 3});
    }
}

}  // namespace
}  // namespace headroom::codec
