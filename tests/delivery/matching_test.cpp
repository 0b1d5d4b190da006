#include "delivery/matching.h"

#include <gmock/gmock.h>

namespace headroom::delivery {
namespace {

using testing::AllOf;
using testing::HasSubstr;

std::vector<Offer> offers_of(const std::vector<std::string>& files) {
  std::vector<Offer> offers;
  for (const auto& file : files) offers.push_back({file, "/out/" + file});
  return offers;
}

store::Person person(const std::string& key, bool enabled = true) {
  return {"id-" + key, key, "Name of " + key, "CN=" + key + ",DC=test", enabled};
}

Match match_one(const std::string& file, const Roster& roster, const NameRule& rule = {}) {
  return match(offers_of({file}), roster, rule).at(0);
}

std::string fault_of(const Match& match) { return match.error ? std::string(name(match.error->fault)) : "none"; }

TEST(Matching, goes_by_the_key_that_a_file_name_begins_with) {
  const Roster roster({person("John.Smith"), person("Ada Lovelace"), person("m\xC3\xBCller"), person("u1")});
  const struct {
    const char *file, *key;  // no key: nobody
  } cases[] = {
      {"John.Smith 648x648.jpg", "John.Smith"},
      {"JOHN.SMITH 96x96.jpg", "John.Smith"},
      {"sub/john.smith of sales 96x96.jpg", "John.Smith"},
      {"John.Smith648x648.jpg", ""},
      {"John.Smithson 96x96.jpg", ""},
      {"John 96x96.jpg", ""},
      {"ada lovelace 96x96.jpg", "Ada Lovelace"},
      {"Mu\xCC\x88ller 96x96.jpg", "m\xC3\xBCller"},
      {"u1.jpg", "u1"},
      {"u10 96x96.jpg", ""},
      {"u1/x 96x96.jpg", ""},
  };
  for (const auto& c : cases) {
    const auto found = match_one(c.file, roster);
    EXPECT_EQ(found.person ? found.person->key : "", c.key) << c.file;
    EXPECT_EQ(fault_of(found), *c.key != '\0' ? "none" : "no-such-user") << c.file;
  }
}

TEST(Matching, suggests_who_is_meant_where_nobody_is_found) {
  const Roster roster({person("John.Smith")});
  const auto found = match_one("John.Smith648x648.jpg", roster);
  EXPECT_EQ(found.key, "John.Smith648x648");
  EXPECT_EQ(found.error->detail, "nobody has the key John.Smith648x648; perhaps John.Smith is meant");
  EXPECT_THAT(match_one("John Smith 96x96.jpg", roster).error->detail,
              AllOf(HasSubstr("key John or John Smith"), HasSubstr("perhaps John.Smith is meant")));
  EXPECT_THAT(match_one("IMG_7 96x96.jpg", roster).error->detail, HasSubstr("say who it is in a list"));
}

TEST(Matching, never_guesses_between_two_people) {
  const Roster twins({{"1", "ada", {}, "CN=Ada,OU=A", true}, {"2", "ADA", {}, "CN=Ada,OU=B", true}});
  const auto found = match_one("ada 96x96.jpg", twins);
  EXPECT_FALSE(found.person);
  EXPECT_EQ(fault_of(found), "several-users");
  EXPECT_THAT(found.error->detail, AllOf(HasSubstr("CN=Ada,OU=A"), HasSubstr("CN=Ada,OU=B")));

  const Roster names({person("Ada"), person("Ada Lovelace")});
  EXPECT_EQ(fault_of(match_one("Ada Lovelace 96x96.jpg", names)), "several-users");
  EXPECT_EQ(fault_of(match_one("Ada King 96x96.jpg", names)), "none");
}

TEST(Matching, refuses_both_of_two_files_for_one_person_and_names_the_other) {
  const Roster roster({person("ada"), person("bob")});
  const auto matches = match(offers_of({"ada 96x96.jpg", "bob 96x96.jpg", "new/ADA 96x96.jpg"}), roster, {});
  EXPECT_EQ(fault_of(matches[0]), "name-taken");
  EXPECT_THAT(matches[0].error->detail, HasSubstr("new/ADA 96x96.jpg"));
  EXPECT_EQ(fault_of(matches[1]), "none");
  EXPECT_EQ(fault_of(matches[2]), "name-taken");
  EXPECT_THAT(matches[2].error->detail, HasSubstr("ada 96x96.jpg"));
}

TEST(Matching, lets_a_list_win_over_names) {
  const Roster roster({person("ada"), person("bob"), person("eve")});
  NameRule rule;
  rule.listed = {{"C:\\photos\\IMG_1.JPG", "ada"}, {"london/img_2", "Bob"}, {"ada.jpg", "eve"}};
  const auto matches = match(offers_of({"IMG_1 96x96.jpg", "ada 96x96.jpg", "london/IMG_2 96x96.jpg"}), roster, rule);
  ASSERT_EQ(matches.size(), 3U);
  EXPECT_EQ(matches[0].person->key, "ada");
  EXPECT_EQ(matches[1].person->key, "eve");
  EXPECT_EQ(matches[2].person->key, "bob");
  for (const auto& match : matches) EXPECT_EQ(fault_of(match), "none");
}

TEST(Matching, tells_listed_files_in_two_folders_apart) {
  const Roster roster({person("ada"), person("bob")});
  NameRule rule;
  rule.listed = {{"london/1.jpg", "ada"}, {"paris/1.jpg", "bob"}};
  const auto apart = match(offers_of({"london/1 96x96.jpg", "paris/1 96x96.jpg"}), roster, rule);
  EXPECT_EQ(apart[0].person->key, "ada");
  EXPECT_EQ(apart[1].person->key, "bob");
  EXPECT_EQ(fault_of(match_one("1 96x96.jpg", roster, rule)), "several-users");
}

TEST(Matching, reports_rows_of_the_list_whose_picture_is_not_there) {
  const Roster roster({person("ada"), person("bob")});
  NameRule rule;
  rule.listed = {{"1.jpg", "ada"}, {"gone.jpg", "bob"}};
  const auto matches = match(offers_of({"1 96x96.jpg"}), roster, rule);
  ASSERT_EQ(matches.size(), 2U);
  EXPECT_EQ(matches[1].offer.file, "gone.jpg");
  EXPECT_EQ(matches[1].key, "bob");
  EXPECT_EQ(fault_of(matches[1]), "unreadable");
}

TEST(Matching, says_when_the_list_names_somebody_unknown) {
  NameRule rule;
  rule.listed = {{"1.jpg", "adda"}};
  EXPECT_THAT(match_one("1 96x96.jpg", Roster({person("ada")}), rule).error->detail,
              AllOf(HasSubstr("listed, but nobody has the key adda"), HasSubstr("perhaps ada")));
}

TEST(Matching, lets_the_opt_out_list_win_over_everything) {
  const Roster roster({person("ada"), person("bob", false), person("eve")});
  NameRule rule;
  rule.listed = {{"1.jpg", "ADA"}};
  rule.opted_out = {"ada", "bob", "gone"};
  rule.disabled_too = true;
  for (const char* file : {"1 96x96.jpg", "Ada 96x96.jpg", "bob 96x96.jpg", "GONE 96x96.jpg"}) {
    const auto found = match_one(file, roster, rule);
    EXPECT_TRUE(found.left_out) << file;
    EXPECT_EQ(fault_of(found), "refused") << file;
    EXPECT_THAT(found.error->detail, HasSubstr("opt-out"));
  }
  EXPECT_EQ(fault_of(match_one("eve 96x96.jpg", roster, rule)), "none");
}

TEST(Matching, leaves_out_a_file_that_may_be_of_somebody_who_opted_out) {
  const Roster roster({{"1", "ada", {}, "A", true}, {"2", "ADA", {}, "B", true}});
  NameRule rule;
  rule.opted_out = {"ada"};
  EXPECT_TRUE(match_one("ada 96x96.jpg", roster, rule).left_out);
}

TEST(Matching, leaves_out_disabled_accounts_unless_asked_for) {
  const Roster roster({person("ada", false)});
  const auto found = match_one("ada 96x96.jpg", roster);
  EXPECT_TRUE(found.left_out);
  EXPECT_EQ(fault_of(found), "refused");
  EXPECT_THAT(found.error->detail, HasSubstr("disabled"));
  NameRule rule;
  rule.disabled_too = true;
  EXPECT_EQ(fault_of(match_one("ada 96x96.jpg", roster, rule)), "none");
}

TEST(Matching, asks_the_roster_which_key_a_pattern_means) {
  const Roster roster({person("john_smith"), person("ada")});
  NameRule rule;
  rule.pattern = "{any}_{key}";
  EXPECT_EQ(match_one("team_john_smith 96x96.jpg", roster, rule).person->key, "john_smith");
  EXPECT_EQ(match_one("x_y_ada 96x96.jpg", roster, rule).person->key, "ada");
  EXPECT_THAT(match_one("ada 96x96.jpg", roster, rule).error->detail, HasSubstr("does not follow the pattern"));
  EXPECT_EQ(match_one("ada 96x96.jpg", roster, rule).key, "");
  rule.pattern = "ada";
  EXPECT_FALSE(rule.check());
  EXPECT_EQ(fault_of(match_one("ada 96x96.jpg", roster, rule)), "usage");
}

TEST(Matching, reaches_keys_that_no_file_can_be_named_by_through_the_list) {
  const Roster roster({person("sales/ada")});
  NameRule rule;
  rule.listed = {{"1.jpg", "Sales/Ada"}};
  EXPECT_EQ(match_one("1 96x96.jpg", roster, rule).person->key, "sales/ada");
}

TEST(Matching, takes_names_at_their_word_where_there_is_no_roster) {
  NameRule rule;
  rule.opted_out = {"eve"};
  rule.listed = {{"1.jpg", "bob"}};
  const auto matches = match_without_roster(
      offers_of({"Ada x 96x96.jpg", "1 96x96.jpg", "eve 96x96.jpg", "kim 96x96.jpg", "Kim 2 96x96.jpg"}), rule);
  EXPECT_EQ(matches[0].person->key, "Ada");
  EXPECT_EQ(matches[0].person->id, "");
  EXPECT_EQ(matches[1].person->key, "bob");
  EXPECT_TRUE(matches[2].left_out);
  EXPECT_EQ(fault_of(matches[3]), "name-taken");
  EXPECT_EQ(fault_of(matches[4]), "name-taken");
}

TEST(Matching, bears_hostile_names) {
  const Roster roster({person("ada")});
  for (const std::string file : {"", "/", "\\", ".jpg", " ", "\xFF\xFE 96x96.jpg", "{key}.jpg", "*)(uid=* 96x96.jpg",
                                 "a\nb 96x96.jpg", "ada\xE2\x80\x8B 96x96.jpg"})
    EXPECT_EQ(fault_of(match_one(file, roster)), "no-such-user") << file;
}

}  // namespace
}  // namespace headroom::delivery
