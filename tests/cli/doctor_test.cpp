#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "cli/delivery_house.h"
#include "cli/doctor_microsoft_365.h"
#include "cli/doctor_people.h"

namespace headroom::cli {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

/// What a check says, and its status.
struct Said {
  std::string text;
  int status = 0;
};

template <class Work>
Said said(const Work& work) {
  std::ostringstream out, messages;
  const Streams streams{out, messages, false, {}, nullptr};
  Checks checks(false, streams);
  work(checks);
  return {out.str(), checks.finish()};
}

store::TenantFacts good_facts() {
  store::TenantFacts facts;
  facts.tenant = "1234";
  facts.roles = {"ProfilePhoto.ReadWrite.All", "User.Read.All"};
  facts.token_life = std::chrono::minutes(60);
  facts.photo_source = "cloud";
  return facts;
}

Said judged(const store::TenantFacts& facts, bool heed = true) {
  store::Microsoft365Settings settings;
  settings.client = "client-id";
  settings.heed_policy = heed;
  return said([&](Checks& checks) { judge(facts, settings, checks); });
}

TEST(Doctor, is_content_with_a_tenant_in_order) {
  const Said all = judged(good_facts());
  EXPECT_EQ(all.status, 0);
  EXPECT_THAT(all.text, AllOf(HasSubstr("tokens last 60 min"), HasSubstr("ProfilePhoto.ReadWrite.All, User.Read.All"),
                              HasSubstr("come from cloud"), Not(HasSubstr("warning")), Not(HasSubstr("failed"))));
}

TEST(Doctor, warns_of_a_clock_over_a_minute_off_and_fails_over_five) {
  struct {
    int ahead;
    const char* result;
    int status;
  } cases[] = {{0, "ok       clock", 0},    {60, "ok       clock", 0},  {61, "warning  clock", 0},
               {-61, "61 s behind", 0},     {300, "warning  clock", 0}, {301, "failed   clock", 2},
               {-4000, "failed   clock", 2}};
  for (const auto& c : cases) {
    auto facts = good_facts();
    facts.clock_ahead = std::chrono::seconds(c.ahead);
    const Said one = judged(facts);
    EXPECT_THAT(one.text, HasSubstr(c.result)) << c.ahead;
    EXPECT_EQ(one.status, c.status) << c.ahead;
  }
}

TEST(Doctor, names_the_roles_that_are_missing) {
  auto facts = good_facts();
  facts.roles = {"User.Read.All"};
  facts.missing_roles = {"ProfilePhoto.ReadWrite.All"};
  const Said one = judged(facts);
  EXPECT_EQ(one.status, 5);
  EXPECT_THAT(one.text, AllOf(HasSubstr("failed   roles"), HasSubstr("ProfilePhoto.ReadWrite.All"),
                              HasSubstr("application permission"), HasSubstr("consent")));
}

TEST(Doctor, tells_whose_photos_a_tenant_shows) {
  auto facts = good_facts();
  facts.photo_source = "onPremises";
  EXPECT_EQ(judged(facts).status, 3);
  EXPECT_THAT(judged(facts).text, AllOf(HasSubstr("failed   policy"), HasSubstr("--to ad")));
  EXPECT_EQ(judged(facts, false).status, 0);
  EXPECT_THAT(judged(facts, false).text, HasSubstr("warning  policy"));
  facts.photo_source.clear();
  facts.policy_error = Error{Fault::access_denied, "the role is missing", {}};
  EXPECT_THAT(judged(facts).text, AllOf(HasSubstr("skipped  policy"), HasSubstr("the role is missing")));
}

std::vector<store::Person> people(int count, int first = 0) {
  std::vector<store::Person> all;
  for (int i = first; i < first + count; i++)
    all.push_back({std::to_string(i), "u" + std::to_string(i), "Person", "", true, ""});
  return all;
}

TEST(Doctor, counts_whom_both_worlds_know) {
  auto directory = people(500);
  directory.push_back({"x", "disabled", "", "", false, ""});
  struct {
    int there;
    const char* words;
    int status;
  } cases[] = {{500, "ok       matching", 0},
               {480, "480 of 500", 0},
               {480, "warning  matching", 0},
               {0, "failed   matching", 2},
               {0, "--m365-key", 2}};
  for (const auto& c : cases) {
    const Said one =
        said([&](Checks& checks) { check_overlap(directory, people(c.there), "onPremisesSamAccountName", checks); });
    EXPECT_THAT(one.text, AllOf(HasSubstr(c.words), HasSubstr("onPremisesSamAccountName")));
    EXPECT_EQ(one.status, c.status);
  }
}

TEST(Doctor, says_what_goes_where) {
  struct {
    std::vector<std::string> stores;
    const char* words;
  } cases[] = {{{"ad"}, "on premises: 96x96 into the directory alone"},
               {{"exchange", "ad"}, "on premises: 648x648 into mailboxes of Exchange first, then 96x96"},
               {{"exchange"}, "--to ad beside it"},
               {{"m365"}, "Microsoft 365: 648x648 into Microsoft 365"},
               {{"m365", "ad"}, "hybrid: 648x648 into Microsoft 365 first, then 96x96"},
               {{"exchange", "m365", "ad"}, "hybrid: 648x648 into Microsoft 365 and 648x648 into mailboxes"}};
  for (const auto& c : cases) EXPECT_THAT(way_of_photos(c.stores), HasSubstr(c.words));
}

TEST(Doctor, asks_for_a_store_where_there_is_none_to_try) {
  DeliveryHouse house({"ada"});
  EXPECT_EQ(house.run_alone({"doctor", "--state", house.path("state")}), 2);
  EXPECT_THAT(house.messages, HasSubstr("--to ad"));
}

TEST(Doctor, tries_whatever_has_settings) {
  DeliveryHouse house({"ada"});
  EXPECT_EQ(house.run_alone({"doctor", "--tenant", "contoso.com", "--server", "dc1.invalid", "--json"}), 2);
  const auto checks = nlohmann::json::parse(house.text);
  ASSERT_EQ(checks.size(), 2U) << house.text;
  EXPECT_EQ(checks[0]["store"], "m365");
  EXPECT_EQ(checks[1]["store"], "ad");
}

TEST(Doctor, tries_each_store_and_says_which) {
  DeliveryHouse house({"ada"});
  house.place.write("second/people.csv", "key\nada\nbob\n");
  house.hold("ada", house.draw("ada 96x96.jpg"));
  EXPECT_EQ(house({"doctor", "--to", "folder:" + house.path("second"), "--person", "ada"}), 0) << house.text;
  EXPECT_THAT(house.text, AllOf(HasSubstr("second\n"), HasSubstr("2 in "), HasSubstr("1 in "),
                                HasSubstr("ok       rights     this account may write the photo of ada"),
                                HasSubstr("skipped  rights     ada has no photo")));
}

}  // namespace
}  // namespace headroom::cli
