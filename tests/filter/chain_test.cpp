#include "filter/chain.h"

#include <gmock/gmock.h>

#include "filter/looks.h"

namespace headroom::filter {
namespace {

using test::flat;
using test::look;

constexpr Exposure well_lit{true, 80, 140, 190, 220};
constexpr Size sizes[] = {{1, 1}, {1, 7}, {7, 1}, {2, 2}, {17, 31}, {96, 96}, {641, 127}};

TEST(Chain, of_no_choice_has_no_pass) {
  const Chain chain = make_chain({}, {{}, 1, {40, 30}});
  EXPECT_TRUE(chain.passes.empty());
  EXPECT_EQ(chain.picture, (Size{40, 30}));
  EXPECT_EQ(run_on_cpu(flat({40, 30}, 9, 8, 7), chain), flat({40, 30}, 9, 8, 7));
}

TEST(Chain, has_no_pass_for_auto_on_a_well_lit_face_or_nobody) {
  for (const Exposure& exposure : {well_lit, Exposure{}})
    for (const char* option : {"contrast", "brightness"})
      EXPECT_TRUE(make_chain(look(option, "auto"), {exposure, 1, {40, 30}}).passes.empty());
  EXPECT_TRUE(make_chain(look("brightness", "light:amount=0"), {well_lit, 1, {40, 30}}).passes.empty());
}

TEST(Chain, makes_one_pass_of_all_175_combinations) {
  for (const auto colour : words_of("colourise"))
    for (const auto contrast : words_of("contrast"))
      for (const auto brightness : words_of("brightness")) {
        Look combined = look("colourise", colour);
        combined.choose(*choice_from("contrast", contrast));
        combined.choose(*choice_from("brightness", brightness));
        const Chain chain = make_chain(combined, {well_lit, 1, {8, 8}});
        ASSERT_EQ(chain.passes.size(), 1u);
        EXPECT_EQ(chain.passes[0].kernel, "tint");
      }
}

TEST(Chain, composes_curves_as_if_they_ran_one_after_the_other) {
  Look combined = look("contrast", "medium");
  combined.choose(*choice_from("brightness", "light"));
  for (int level = 0; level < 256; level += 15) {
    const double contrast = test::luma_of(look("contrast", "medium"), level);
    const double both = test::luma_of(combined, level);
    EXPECT_NEAR(both, test::luma_of(look("brightness", "light"), static_cast<int>(contrast + 0.5)), 1.0) << level;
  }
}

TEST(Chain, runs_the_curve_of_an_effect_in_the_pass_before_its_kernel) {
  Look combined = look("contrast", "light");
  combined.choose(*choice_from("effect", "old-film"));
  const Chain chain = make_chain(combined, {well_lit, 1, {8, 8}});
  ASSERT_EQ(chain.passes.size(), 2u);
  EXPECT_EQ(chain.passes[0].kernel, "grade");
  EXPECT_EQ(chain.passes[1].kernel, "old_film");
}

TEST(Chain, gives_the_output_its_size_at_every_size) {
  for (const auto option : filter_options())
    for (const auto word : words_of(option))
      for (const Size size : sizes) {
        const Image out = test::seen(look(option, word), {well_lit, 99, size}, 100, 110, 140);
        for (const Plane* plane : out.planes()) EXPECT_EQ(plane->size(), size) << word;
      }
}

TEST(Chain, gives_the_same_pixels_for_the_same_seed) {
  for (const auto word : words_of("effect"))
    EXPECT_EQ(test::seen(look("effect", word), {well_lit, 99, {64, 64}}, 100, 110, 140),
              test::seen(look("effect", word), {well_lit, 99, {64, 64}}, 100, 110, 140));
}

TEST(Chain, gives_other_grain_and_marks_for_another_seed) {
  for (const char* word : {"old-film", "light-leak", "vintage"})
    EXPECT_NE(test::seen(look("effect", word), {well_lit, 99, {64, 64}}, 100, 110, 140),
              test::seen(look("effect", word), {well_lit, 100, {64, 64}}, 100, 110, 140));
}

// A step of four levels in, as a soft wall has them, must not come out as a step of sixteen with nothing between.
TEST(Chain, breaks_no_stretched_tone_into_bands) {
  const Chain chain = make_chain(look("contrast", "ultra"), {{}, 1, {64, 64}});
  std::array<int, 256> seen{};
  for (int level = 100; level < 136; level++) {
    const Image out = run_on_cpu(flat({64, 64}, level), chain);
    for (int y = 0; y < 64; y++)
      for (int x = 0; x < 64; x++) seen[static_cast<std::size_t>(test::at(out.luma, x, y))]++;
  }
  const auto first = static_cast<int>(test::luma_of(look("contrast", "ultra"), 101));
  const auto last = static_cast<int>(test::luma_of(look("contrast", "ultra"), 134));
  for (int level = first; level <= last; level++) EXPECT_GT(seen[static_cast<std::size_t>(level)], 0) << level;
}

}  // namespace
}  // namespace headroom::filter
