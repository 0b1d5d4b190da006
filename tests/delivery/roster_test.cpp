#include "delivery/roster.h"

#include <gmock/gmock.h>

#include "delivery/small_store.h"

namespace headroom::delivery {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

Roster roster_of(const std::vector<std::string>& keys) {
  std::vector<store::Person> people;
  for (const auto& key : keys) people.push_back({"id-" + key, key, {}, "CN=" + key, true});
  return Roster(std::move(people));
}

TEST(Roster, finds_people_whatever_the_case_and_form_of_the_key) {
  const auto roster = roster_of({"John.Smith", "m\xC3\xBCller", ""});
  ASSERT_THAT(roster.with("JOHN.smith"), SizeIs(1));
  EXPECT_EQ(roster.with("john.smith")[0]->key, "John.Smith");
  EXPECT_THAT(roster.with("Mu\xCC\x88ller"), SizeIs(1));
  EXPECT_THAT(roster.with("john"), IsEmpty());
  EXPECT_THAT(roster.with(""), IsEmpty());
}

TEST(Roster, finds_all_with_one_key_in_the_order_of_the_store) {
  const auto roster = roster_of({"ada", "bob", "ADA"});
  const auto found = roster.with("Ada");
  ASSERT_THAT(found, SizeIs(2));
  EXPECT_EQ(found[0]->key, "ada");
  EXPECT_EQ(found[1]->key, "ADA");
}

TEST(Roster, finds_people_by_identifier) {
  const auto roster = roster_of({"ada", "bob"});
  ASSERT_NE(roster.with_id("id-bob"), nullptr);
  EXPECT_EQ(roster.with_id("id-bob")->key, "bob");
  EXPECT_EQ(roster.with_id("bob"), nullptr);
  EXPECT_EQ(roster.with_id(""), nullptr);
}

TEST(Roster, asks_the_store_for_everybody) {
  SmallStore store({{"1", "ada", {}, {}, true}, {"2", "bob", {}, {}, true}});
  EXPECT_THAT(Roster::of(store).value().people(), SizeIs(2));
  store.failure = Error{Fault::unreachable, "no connection", {}};
  EXPECT_EQ(Roster::of(store).error().fault, Fault::unreachable);
}

TEST(Roster, suggests_keys_that_were_perhaps_meant) {
  const auto roster = roster_of({"John.Smith", "jsmith", "ada.lovelace", "m\xC3\xBCller", "al", "grace.hopper",
                                 "\xE5\xBC\xA0\xE4\xBC\x9F\xE5\xBC\xBA"});
  const struct {
    std::string given, meant;
  } cases[] = {
      {"John.Smith648x648", "John.Smith"},  // the blank before the size was forgotten
      {"john_smith", "John.Smith"},
      {"johnsmith", "John.Smith"},
      {"smith.john", "John.Smith"},
      {"Smith, John", "John.Smith"},
      {"jhon.smith", "John.Smith"},
      {"jsmiht", "jsmith"},
      {"jsmit", "jsmith"},
      {"muller", "m\xC3\xBCller"},
      {"mueller", "m\xC3\xBCller"},
      {"ada.lovelase", "ada.lovelace"},
      {"\xE5\xBC\xA0\xE9\x9F\xA6\xE5\xBC\xBA", "\xE5\xBC\xA0\xE4\xBC\x9F\xE5\xBC\xBA"},
  };
  for (const auto& c : cases) EXPECT_THAT(roster.near(c.given), Contains(c.meant)) << c.given;
}

TEST(Roster, suggests_nothing_where_nothing_is_near) {
  const auto roster = roster_of({"John.Smith", "al", "ed"});
  for (const auto* given : {"", ".", "x", "ai", "somebody.else", "IMG_0001"})
    EXPECT_THAT(roster.near(given), IsEmpty()) << given;
  EXPECT_THAT(roster.near(std::string(100'000, 'a')), IsEmpty());
  EXPECT_THAT(roster.near(std::string(100'000, '1')), IsEmpty());
  EXPECT_THAT(roster_of({}).near("ada"), IsEmpty());
}

TEST(Roster, suggests_the_nearest_three) {
  const auto roster = roster_of({"anna.b", "anna.c", "anna.d", "anna_a", "hanna.a"});
  EXPECT_THAT(roster.near("anna.a"), ElementsAre("anna_a", "anna.b", "anna.c"));
}

TEST(Roster, suggests_by_display_names_too) {
  const Roster roster({{"1", "u00017", "Ada Lovelace", {}, true}});
  EXPECT_THAT(roster.near("Lovelace Ada"), ElementsAre("u00017"));
  EXPECT_THAT(roster.near("ada.lovelace"), ElementsAre("u00017"));
}

}  // namespace
}  // namespace headroom::delivery
