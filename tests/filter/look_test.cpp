#include "filter/look.h"

#include <gmock/gmock.h>

namespace headroom::filter {
namespace {

TEST(Look, knows_seven_colours_five_levels_of_each_kind_and_the_effects) {
  using testing::ElementsAre;
  EXPECT_THAT(filter_options(), ElementsAre("colourise", "contrast", "brightness", "effect"));
  EXPECT_THAT(words_of("colourise"), ElementsAre("blue", "red", "green", "yellow", "orange", "pink", "purple"));
  for (const char* option : {"contrast", "brightness"})
    EXPECT_THAT(words_of(option), ElementsAre("reduce", "light", "medium", "mega", "ultra", "auto"));
  EXPECT_THAT(words_of("effect"),
              testing::IsSupersetOf({"old-film", "vignette", "light-leak", "vintage", "slide-show"}));
}

TEST(Look, is_in_the_order_of_the_list_whatever_was_chosen_first) {
  Look look;
  look.choose(*choice_from("effect", "vignette"));
  look.choose(*choice_from("brightness", "mega"));
  look.choose(*choice_from("colourise", "blue"));
  look.choose(*choice_from("contrast", "light"));
  EXPECT_EQ(text(look), "colourise=blue contrast=light brightness=mega effect=vignette");
}

TEST(Look, has_one_choice_for_each_option) {
  Look look;
  look.choose(*choice_from("effect", "vignette"));
  look.choose(*choice_from("effect", "old-film"));
  EXPECT_EQ(text(look), "effect=old-film");
  look.clear("contrast");
  EXPECT_FALSE(look.empty());
  look.clear("effect");
  EXPECT_TRUE(look.empty());
}

TEST(Choice, takes_values_and_says_those_that_differ) {
  EXPECT_EQ(text(*choice_from("effect", "vignette:amount=30:size=40")), "vignette:amount=30:size=40");
  const auto usual = choice_from("effect", "old-film");
  EXPECT_EQ(text(*choice_from("effect", "old-film:grain=100")), text(*usual));
  EXPECT_EQ(*choice_from("effect", "old-film:grain=100"), *usual);
}

TEST(Choice, refuses_what_it_does_not_know_in_a_sentence) {
  struct {
    const char* option;
    const char* text;
    const char* sentence;
  } cases[] = {
      {"contrast", "", "'' is not one of reduce, light, medium, mega, ultra, auto"},
      {"contrast", "Light", "'Light' is not one of reduce, light, medium, mega, ultra, auto"},
      {"brightness", "blue", "'blue' is not one of reduce, light, medium, mega, ultra, auto"},
      {"effect", "vignette:", "'' is not one of amount, size, '=' and a number"},
      {"effect", "vignette:amount", "'amount' is not one of amount, size, '=' and a number"},
      {"effect", "vignette:grain=3", "'grain=3' is not one of amount, size, '=' and a number"},
      {"effect", "vignette:amount=101", "'amount=101': the number goes from 0 to 100"},
      {"effect", "vignette:amount=4x", "'amount=4x': the number goes from 0 to 100"},
      {"contrast", "auto:amount=3", "'auto' measures its values; it takes none"},
  };
  for (const auto& c : cases) {
    const auto choice = choice_from(c.option, c.text);
    ASSERT_FALSE(choice) << c.text;
    EXPECT_EQ(choice.error().fault, Fault::usage);
    EXPECT_EQ(choice.error().detail, c.sentence);
  }
}

TEST(Filters, have_presets_within_their_ranges_and_no_two_of_a_name) {
  for (const Filter* filter : filters()) {
    EXPECT_FALSE(filter->help.empty()) << filter->name;
    EXPECT_LE(filter->parameters.size(), static_cast<std::size_t>(most_parameters)) << filter->name;
    for (const Preset& preset : filter->presets)
      for (std::size_t i = 0; i < filter->parameters.size(); i++) {
        EXPECT_GE(preset.values[i], filter->parameters[i].least) << filter->name << ' ' << preset.word;
        EXPECT_LE(preset.values[i], filter->parameters[i].most) << filter->name << ' ' << preset.word;
      }
    for (const Filter* other : filters()) EXPECT_EQ(filter->name == other->name, filter == other);
  }
}

}  // namespace
}  // namespace headroom::filter
