// `headroom upload` into a folder store, through the real command.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "cli/delivery_house.h"
#include "store/folder.h"

namespace headroom::cli {
namespace {

using testing::HasSubstr;
using testing::Not;

nlohmann::json answer_of(DeliveryHouse& house, std::vector<std::string> arguments, int status) {
  arguments.insert(arguments.end(), {"--yes", "--json", "--quiet"});
  EXPECT_EQ(house(arguments), status) << house.messages << house.text;
  return nlohmann::json::parse(house.text);
}

TEST(Upload, delivers_reports_and_does_nothing_the_second_time) {
  DeliveryHouse house({"ada", "bob"});
  const std::string ada = house.draw("ada 96x96.jpg"), bob = house.draw("bob 96x96.jpg", 9);
  house.hold("bob", "\xff\xd8\xff another");
  auto answer = answer_of(house, {"upload", house.out()}, 0);
  EXPECT_EQ(answer["created"], 1);
  EXPECT_EQ(answer["replaced"], 1);
  EXPECT_EQ(house.photo("ada"), ada);
  EXPECT_EQ(house.photo("bob"), bob);
  const std::string report = test::text_of(house.place / "out/delivery.csv");
  EXPECT_THAT(report, HasSubstr("store,file,person,action,state,fault,detail,before,after\r\n"));
  EXPECT_THAT(report, HasSubstr("ada 96x96.jpg,ada,create,verified,,,,"));
  EXPECT_THAT(report, HasSubstr("bob 96x96.jpg,bob,replace,verified,,,"));
  answer = answer_of(house, {"upload", house.out()}, 0);
  EXPECT_EQ(answer["same"], 2);
  EXPECT_EQ(answer["created"], 0);
}

TEST(Upload, takes_the_word_before_the_space_for_the_key_whatever_its_case) {
  DeliveryHouse house({"John.Smith", "john.smith648x648"});
  const std::string picture = house.draw("john.SMITH 96x96.jpg");
  const auto answer = answer_of(house, {"upload", house.out()}, 0);
  EXPECT_EQ(answer["created"], 1);
  EXPECT_EQ(house.photo("John.Smith"), picture);
}

TEST(Upload, exits_3_for_files_that_are_nobodys_and_says_who_may_be_meant) {
  DeliveryHouse house({"ada.lovelace"});
  house.draw("ada.lovelce 96x96.jpg");
  EXPECT_EQ(house({"upload", house.out(), "--yes"}), 3);
  EXPECT_THAT(house.text, HasSubstr("no match"));
  EXPECT_THAT(house.text, HasSubstr("ada.lovelace"));
  EXPECT_THAT(test::text_of(house.place / "out/delivery.csv"), HasSubstr("no-match,failed,no-such-user"));
}

TEST(Upload, two_files_for_one_person_are_both_left) {
  DeliveryHouse house({"ada"});
  house.draw("ada 96x96.jpg");
  house.draw("sub/ada 96x96.jpg", 5);
  EXPECT_EQ(house({"upload", house.out(), "--yes"}), 3);
  EXPECT_EQ(house.photo("ada"), "");
}

TEST(Upload, lists_patterns_and_opt_outs_say_who_is_who) {
  DeliveryHouse house({"ada", "bob", "eve"});
  const std::string picture = house.draw("photo-x-ada 96x96.jpg");
  house.draw("bob 96x96.jpg", 3);
  house.draw("whoever 96x96.jpg", 5);
  const std::string list = house.place.write("list.csv", "file,person\nwhoever 96x96.jpg,eve\nbob 96x96.jpg,bob\n");
  const std::string opt_out = house.place.write("opt-out.txt", "# no photos\nBOB\n");
  const auto answer =
      answer_of(house, {"upload", house.out(), "--names", "photo-x-{key}", "--list", list, "--opt-out", opt_out}, 0);
  EXPECT_EQ(answer["created"], 2);
  EXPECT_EQ(answer["left_out"], 1);
  EXPECT_EQ(house.photo("ada"), picture);
  EXPECT_EQ(house.photo("bob"), "");
  EXPECT_NE(house.photo("eve"), "");
}

TEST(Upload, disabled_accounts_are_left_out_unless_told) {
  DeliveryHouse house({"ada"});
  house.place.write("store/people.csv", "key,enabled\nada,false\n");
  house.draw("ada 96x96.jpg");
  EXPECT_EQ(answer_of(house, {"upload", house.out()}, 0)["left_out"], 1);
  EXPECT_EQ(house.photo("ada"), "");
  EXPECT_EQ(answer_of(house, {"upload", house.out(), "--disabled-too"}, 0)["created"], 1);
}

TEST(Upload, when_missing_leaves_photos_that_are_there) {
  DeliveryHouse house({"ada", "bob"});
  house.draw("ada 96x96.jpg");
  house.draw("bob 96x96.jpg");
  house.hold("bob", "\xff\xd8\xff another");
  const auto answer = answer_of(house, {"upload", house.out(), "--when", "missing"}, 0);
  EXPECT_EQ(answer["created"], 1);
  EXPECT_EQ(answer["replaced"], 0);
  EXPECT_EQ(house.photo("bob"), "\xff\xd8\xff another");
}

TEST(Upload, a_dry_run_says_what_it_would_do_and_leaves_no_trace) {
  DeliveryHouse house({"ada"});
  house.draw("ada 96x96.jpg");
  EXPECT_EQ(house({"upload", house.out(), "--dry-run"}), 0) << house.messages;
  EXPECT_THAT(house.text, HasSubstr("create    ada  ada 96x96.jpg"));
  EXPECT_THAT(house.text, HasSubstr("nothing was written"));
  EXPECT_EQ(house.photo("ada"), "");
  EXPECT_FALSE(std::filesystem::exists(house.place / "state"));
  EXPECT_EQ(test::listing_of(house.out()), "ada 96x96.jpg\n");
}

TEST(Upload, does_nothing_when_nobody_is_there_to_ask) {
  DeliveryHouse house({"ada"});
  house.draw("ada 96x96.jpg");
  EXPECT_EQ(house({"upload", house.out()}), 2);
  EXPECT_THAT(house.messages, HasSubstr("--yes"));
  EXPECT_EQ(house({"upload", house.out(), "--confirm"}), 2);
  EXPECT_EQ(house({"upload", house.out(), "--confirm", "--yes"}), 2);
  EXPECT_EQ(house.photo("ada"), "");
}

TEST(Upload, asks_once_for_the_whole_plan) {
  DeliveryHouse house({"ada"});
  const std::string picture = house.draw("ada 96x96.jpg");
  for (const char* no : {"n\n", "\n", ""}) {
    EXPECT_EQ(house.answered({"upload", house.out()}, no), 0);
    EXPECT_THAT(house.messages, HasSubstr("1 new. Go on? [y/N]"));
    EXPECT_EQ(house.photo("ada"), "");
  }
  EXPECT_EQ(house.answered({"upload", house.out()}, "y\n"), 0) << house.messages;
  EXPECT_EQ(house.photo("ada"), picture);
}

TEST(Upload, confirms_each_person_until_all_or_quit) {
  struct {
    const char* typed;
    std::vector<std::string> photos;
  } cases[] = {
      {"y\nn\ny\n", {"ada", "cyd"}},
      {"n\na\n", {"bob", "cyd"}},
      {"y\nq\n", {"ada"}},
      {"what\ny\n", {"ada"}},  // asked again, then no more answers
  };
  for (const auto& c : cases) {
    DeliveryHouse house({"ada", "bob", "cyd"});
    for (const char* name : {"ada 96x96.jpg", "bob 96x96.jpg", "cyd 96x96.jpg"}) house.draw(name);
    EXPECT_EQ(house.answered({"upload", house.out(), "--confirm"}, c.typed), 0) << house.messages;
    std::vector<std::string> photos;
    for (const char* key : {"ada", "bob", "cyd"})
      if (!house.photo(key).empty()) photos.emplace_back(key);
    EXPECT_EQ(photos, c.photos) << c.typed;
    EXPECT_THAT(house.messages, HasSubstr("ada (Name of ada): no photo -> ada 96x96.jpg"));
  }
}

TEST(Upload, carries_out_a_plan_and_refuses_who_has_changed_since) {
  DeliveryHouse house({"ada", "bob", "cyd"});
  const std::string ada = house.draw("ada 96x96.jpg");
  house.draw("bob 96x96.jpg");
  house.draw("cyd 96x96.jpg");
  const std::string plan = house.path("plan.csv");
  EXPECT_EQ(house({"upload", house.out(), "--plan", plan}), 0) << house.messages;
  EXPECT_EQ(house.photo("ada"), "");
  house.hold("bob", "\xff\xd8\xff by somebody else");
  house.draw("cyd 96x96.jpg", 77);
  house.draw("dan 96x96.jpg");
  EXPECT_EQ(house({"upload", house.out(), "--apply", plan, "--yes"}), 3) << house.messages;
  EXPECT_EQ(house.photo("ada"), ada);
  EXPECT_EQ(house.photo("bob"), "\xff\xd8\xff by somebody else");
  EXPECT_EQ(house.photo("cyd"), "");
  const std::string report = test::text_of(house.place / "out/delivery.csv");
  EXPECT_THAT(report, HasSubstr("bob 96x96.jpg,bob,replace,failed,changed-since"));
  EXPECT_THAT(report, HasSubstr("cyd 96x96.jpg,cyd,skip,failed,changed-since"));
  EXPECT_THAT(report, Not(HasSubstr("dan")));
}

TEST(Upload, stops_after_as_many_changes_as_allowed_with_7) {
  DeliveryHouse house({"ada", "bob", "cyd"});
  for (const char* name : {"ada 96x96.jpg", "bob 96x96.jpg", "cyd 96x96.jpg"}) house.draw(name);
  EXPECT_EQ(house({"upload", house.out(), "--yes", "--max-changes", "2"}), 7);
  const int photos = !house.photo("ada").empty() + !house.photo("bob").empty() + !house.photo("cyd").empty();
  EXPECT_EQ(photos, 2);
  EXPECT_THAT(house.text, HasSubstr("1 are left"));
}

TEST(Upload, takes_any_photo_for_one_person_and_makes_it_small_first) {
  DeliveryHouse house({"ada"});
  const std::string photo = house.place.write("camera.jpg", test::portrait_jpeg({900, 1200}));
  EXPECT_EQ(house({"upload", photo, "--person", "ADA", "--yes"}), 0) << house.messages;
  const std::string held = house.photo("ada");
  EXPECT_EQ(held.substr(0, 3), "\xff\xd8\xff");
  EXPECT_LT(held.size(), 200'000U);
  EXPECT_NE(held, test::text_of(photo));
  EXPECT_TRUE(std::filesystem::is_empty(house.place / "state/.headroom/tmp")) << "what was converted is swept away";
}

TEST(Upload, sweeps_away_what_a_killed_run_left_behind) {
  DeliveryHouse house({"ada"});
  house.draw("ada 96x96.jpg");
  house.place.write("state/.headroom/tmp/scratch-dead/ada.jpg", "somebody's photo");
  EXPECT_EQ(house({"upload", house.out(), "--yes"}), 0) << house.messages;
  EXPECT_TRUE(std::filesystem::is_empty(house.place / "state/.headroom/tmp"));
}

TEST(Upload, of_one_photo_leaves_people_out_as_that_of_a_folder_does) {
  DeliveryHouse house({"ada", "bob"});
  house.place.write("store/people.csv", "key,enabled\nada,true\nbob,false\n");
  const std::string photo = house.place.write("camera.jpg", test::portrait_jpeg({900, 1200}));
  const std::string opt_out = house.place.write("opt-out.txt", "ADA\n");
  const std::vector<std::string> for_ada{"upload", photo, "--person", "ada", "--opt-out", opt_out};
  EXPECT_EQ(answer_of(house, for_ada, 0)["left_out"], 1);
  EXPECT_EQ(answer_of(house, {"upload", photo, "--person", "bob"}, 0)["left_out"], 1);
  EXPECT_EQ(house.photo("ada") + house.photo("bob"), "");
  EXPECT_EQ(answer_of(house, {"upload", photo, "--person", "bob", "--disabled-too"}, 0)["created"], 1);
}

TEST(Upload, of_a_plan_leaves_out_who_wants_no_photo_by_now_or_is_disabled) {
  DeliveryHouse house({"ada", "bob", "cyd"});
  for (const char* name : {"ada 96x96.jpg", "bob 96x96.jpg", "cyd 96x96.jpg"}) house.draw(name);
  const std::string plan = house.path("plan.csv"), opt_out = house.place.write("opt-out.txt", "ada\n");
  EXPECT_EQ(house({"upload", house.out(), "--plan", plan}), 0) << house.messages;
  house.place.write("store/people.csv", "id,key,enabled\nid-0,ada,true\nid-1,bob,false\nid-2,cyd,true\n");
  const auto answer = answer_of(house, {"upload", house.out(), "--apply", plan, "--opt-out", opt_out}, 0);
  EXPECT_EQ(answer["left_out"], 2);
  EXPECT_EQ(answer["created"], 1);
  EXPECT_EQ(house.photo("ada") + house.photo("bob"), "");
}

TEST(Upload, of_a_plan_wants_identifier_and_key_of_one_person) {
  DeliveryHouse house({"ada", "bob", "cyd"});
  for (const char* name : {"ada 96x96.jpg", "bob 96x96.jpg", "cyd 96x96.jpg"}) house.draw(name);
  const std::string plan = house.path("plan.csv");
  EXPECT_EQ(house({"upload", house.out(), "--plan", plan}), 0) << house.messages;
  house.place.write("store/people.csv", "id,key\nid-0,bob\nid-1,ada\nid-2,CYD\n");
  EXPECT_EQ(answer_of(house, {"upload", house.out(), "--apply", plan}, 3)["failed"], 2);
  EXPECT_EQ(house.photo("ada") + house.photo("bob"), "");
  EXPECT_NE(house.photo("CYD"), "");
  const std::string report = test::text_of(house.place / "out/delivery.csv");
  EXPECT_THAT(report, HasSubstr("ada 96x96.jpg,ada,skip,failed,changed-since"));
  EXPECT_THAT(report, HasSubstr("that of bob; plan again"));
  house.place.write("store/people.csv", "id,key\nid-7,ada\nid-8,bob\nid-9,cyd\n");
  EXPECT_EQ(answer_of(house, {"upload", house.out(), "--apply", plan}, 3)["failed"], 3);
}

TEST(Upload, says_what_it_came_to_where_the_report_cannot_be_written) {
  DeliveryHouse house({"ada"});
  house.draw("ada 96x96.jpg");
  std::filesystem::create_directories(house.place / "out/delivery.csv");
  EXPECT_EQ(house({"upload", house.out(), "--yes"}), 4);
  EXPECT_THAT(house.text, HasSubstr("new             1"));
  EXPECT_THAT(house.messages, HasSubstr("delivery.csv cannot be written"));
  house.draw("bob 96x96.jpg");
  EXPECT_EQ(house({"upload", house.out(), "--yes"}), 3) << "worse than 4";
}

TEST(Upload, says_how_photos_come_back_only_where_they_are_kept) {
  DeliveryHouse house({"ada"});
  for (const char* days : {"1", "0"}) {
    house.hold("ada", "\xff\xd8\xff another");
    house.draw("ada 96x96.jpg");
    EXPECT_EQ(house({"upload", house.out(), "--yes", "--keep-days", days}), 0) << house.messages;
    EXPECT_EQ(house.text.find("headroom restore") != std::string::npos, *days == '1');
  }
  EXPECT_EQ(house({"upload", house.out(), "--yes", "--keep-days", "401"}), 2);
}

TEST(Upload, parses_no_photo_in_the_process_that_holds_the_password) {
  DeliveryHouse house({"ada"});
  const std::string photo = house.place.write("camera.jpg", test::portrait_jpeg({900, 1200}));
  for (const std::vector<std::string>& words :
       {std::vector<std::string>{"upload", photo, "--person", "ada"}, {"run", photo, house.out()}}) {
    std::vector<std::string> arguments = words;
    const std::string config = house.place.write("debug.toml", "in-process = true\n");
    for (const std::string& each : {std::string("--config"), config, std::string("--yes"), std::string("--to"),
                                    "folder:" + house.path("store"), std::string("--state"), house.path("state")})
      arguments.push_back(each);
    std::ostringstream output, said;
    EXPECT_EQ(run(arguments, {output, said, false, HEADROOM_PROGRAM, nullptr}), 2) << said.str();
    EXPECT_THAT(said.str(), HasSubstr("--in-process"));
  }
}

TEST(Upload, says_what_is_wrong_with_its_source) {
  DeliveryHouse house({"ada"});
  house.draw("ada 96x96.jpg");
  const std::string text = house.place.write("notes.txt", "no photo");
  struct {
    std::vector<std::string> arguments;
    int status;
    const char* part;
  } cases[] = {
      {{"upload", house.path("absent"), "--yes"}, 2, "no such file"},
      {{"upload", house.path("out/ada 96x96.jpg"), "--yes"}, 2, "--person"},
      {{"upload", house.out(), "--person", "ada", "--yes"}, 2, "--person"},
      {{"upload", house.out(), "--pictures", "648x648", "--yes"}, 2, "648x648"},
      {{"upload", text, "--person", "nobody", "--yes"}, 3, "nobody"},
      {{"upload", text, "--person", "ada", "--yes"}, 3, "notes.txt"},
      {{"upload", house.out(), "--plan", "a", "--apply", "b"}, 2, "--apply"},
      {{"upload", house.out(), "--list", house.path("absent.csv"), "--yes"}, 2, "absent.csv"},
      {{"upload", house.out(), "--names", "photo", "--yes"}, 2, "{key}"},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(house(c.arguments), c.status) << c.part << house.messages;
    EXPECT_THAT(house.messages, HasSubstr(c.part));
  }
}

TEST(Upload, wants_stores_that_it_knows) {
  DeliveryHouse house({"ada"});
  house.draw("ada 96x96.jpg");
  const std::string state = house.path("state");
  struct {
    std::vector<std::string> more;
    const char* part;
  } cases[] = {
      {{}, "--to"},
      {{"--to", "cellar"}, "cellar"},
      {{"--to", "ad", "--to", "folder:x"}, "there is no folder x"},
      {{"--to", "ad", "--to", "ad"}, "named twice"},
      {{"--to", "folder:" + house.path("absent")}, "absent"},
      {{"--to", "ad"}, "--server"},
      {{"--to", "ad", "--server", "dc1", "--account", "svc"}, "HEADROOM_PASSWORD"},
      {{"--to", "ad", "--server", "dc1", "--security", "sealed", "--account", "a", "--password-command", "echo x"},
       "gssapi"},
  };
  for (const auto& c : cases) {
    std::vector<std::string> arguments{"upload", house.out(), "--yes", "--state", state};
    arguments.insert(arguments.end(), c.more.begin(), c.more.end());
    EXPECT_EQ(house.run_alone(arguments), 2) << c.part;
    EXPECT_THAT(house.messages, HasSubstr(c.part));
  }
}

TEST(Upload, exits_9_while_another_run_holds_the_state_folder_or_the_pictures) {
  DeliveryHouse house({"ada"});
  house.draw("ada 96x96.jpg");
  {
    const auto other = store::Folder::open(house.out()).value();
    EXPECT_EQ(house({"upload", house.out(), "--yes"}), 9);
  }
  const auto other = store::Folder::open(house.path("state")).value();
  EXPECT_EQ(house({"upload", house.out(), "--yes"}), 9);
}

}  // namespace
}  // namespace headroom::cli
