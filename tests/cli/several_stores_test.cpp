// One command, several stores: folders, through the real commands.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>
#include <sstream>

#include "cli/delivery_house.h"
#include "support/pictures.h"

namespace headroom::cli {
namespace {

using testing::HasSubstr;

const std::string old_photo = "\xff\xd8\xff an earlier photo";

/// A house with two folder stores, the second of which comes after the first.
class TwoStores : public DeliveryHouse {
 public:
  explicit TwoStores(const std::vector<std::string>& people) : DeliveryHouse(people), people_(people) {
    place.write("second/people.csv", test::text_of(place / "store/people.csv"));
  }

  int both(std::vector<std::string> arguments, const std::string* typed = nullptr) {
    const std::vector<std::string> rest{
        "--to", "folder:" + path("store"), "--to", "folder:" + path("second"), "--state", path("state"), "--tries",
        "1"};
    arguments.insert(arguments.end(), rest.begin(), rest.end());
    return run_alone(arguments, typed);
  }
  int unasked(std::vector<std::string> arguments) {
    arguments.emplace_back("--yes");
    return both(std::move(arguments));
  }
  nlohmann::json json_of(std::vector<std::string> arguments, int status) {
    arguments.insert(arguments.end(), {"--json", "--quiet"});
    EXPECT_EQ(unasked(std::move(arguments)), status) << text << messages;
    return nlohmann::json::parse(text);
  }

  std::string second_photo(const std::string& key) const {
    const auto file = place / ("second/" + key + ".jpg");
    return std::filesystem::exists(file) ? test::text_of(file) : "";
  }

  /// For now this person's photo cannot be read there.
  void block(const std::string& store, const std::string& key) const {
    std::filesystem::create_symlink("absent", place / (store + "/" + key + ".jpg"));
  }
  void unblock(const std::string& store, const std::string& key) const {
    std::filesystem::remove(place / (store + "/" + key + ".jpg"));
  }
  void know(const std::string& store, const std::string& people) const {
    place.write(store + "/people.csv", "id,key\n" + people);
  }

  void take(const std::string& name, int tone = 0) const {
    place.write("photos/" + name, test::portrait_jpeg({400, 500}, tone));
  }
  std::vector<std::string> run_words() const {
    return {"run", path("photos"), out(), "--crop", "skin", "--hold", "none"};
  }

  std::string report() const { return test::text_of(place / "out/delivery.csv"); }

  /// Of each person the events of the audit: "store/sending second/verified".
  std::map<std::string, std::vector<std::string>> events() const {
    std::map<std::string, std::vector<std::string>> events;
    std::istringstream lines(test::text_of(place / "state/audit.jsonl"));
    for (std::string line; std::getline(lines, line);) {
      const auto json = nlohmann::json::parse(line);
      const std::string store = json["store"], event = json["event"];
      events[json["person"]].push_back(store.substr(store.rfind('/') + 1) + "/" + event);
    }
    return events;
  }

 private:
  std::vector<std::string> people_;
};

const std::vector<std::string> in_order{"store/sending", "store/verified", "second/sending", "second/verified"};

TEST(SeveralStores, get_each_photo_one_after_the_other_in_a_run) {
  TwoStores house({"u0", "u1", "u2", "u3", "u4", "u5"});
  for (int i = 0; i < 6; i++) house.take(fmt::format("u{}.jpg", i), 9 * i);
  EXPECT_EQ(house.unasked(house.run_words()), 0) << house.messages << house.text;
  const auto events = house.events();
  EXPECT_EQ(events.size(), 6U);
  for (const auto& [person, each] : events) EXPECT_EQ(each, in_order) << person;
  EXPECT_TRUE(house.photo("u3") == house.second_photo("u3"));
  EXPECT_FALSE(house.photo("u3").empty());
  EXPECT_THAT(house.messages, HasSubstr("648x648 to folder " + house.path("store") + ", then 648x648 to folder " +
                                        house.path("second") + "\n"));
  EXPECT_THAT(house.report(), HasSubstr("folder " + house.path("second") + ",u5 648x648.jpg,u5,create,verified,"));
  EXPECT_EQ(house.unasked(house.run_words()), 0) << house.messages;
  EXPECT_EQ(house.events(), events) << "nothing is sent again";
}

TEST(SeveralStores, get_all_photos_one_after_the_other_in_an_upload) {
  TwoStores house({"ada", "bob"});
  house.draw("ada 96x96.jpg");
  house.draw("bob 96x96.jpg", 9);
  EXPECT_EQ(house.unasked({"upload", house.out()}), 0) << house.messages << house.text;
  for (const auto& [person, each] : house.events()) EXPECT_EQ(each, in_order) << person;
  EXPECT_THAT(house.report(), HasSubstr("folder " + house.path("store") + ",ada 96x96.jpg,ada,create,verified,"));
  EXPECT_THAT(house.report(), HasSubstr("folder " + house.path("second") + ",ada 96x96.jpg,ada,create,verified,"));
  const auto again = house.json_of({"upload", house.out()}, 0);
  ASSERT_EQ(again["deliveries"].size(), 2U);
  EXPECT_EQ(again["deliveries"][1]["same"], 2);
  EXPECT_EQ(again["deliveries"][1]["store"], "folder " + house.path("second"));
  EXPECT_NE(again["deliveries"][0]["run"], again["deliveries"][1]["run"]);
}

TEST(SeveralStores, wait_for_a_photo_that_may_still_come_before_theirs) {
  for (const bool run : {false, true}) {
    TwoStores house({"ada", "bob"});
    house.take("ada.jpg");
    house.take("bob.jpg", 20);
    ASSERT_EQ(house.run_alone({"convert", house.path("photos"), house.out(), "--crop", "skin"}), 0) << house.messages;
    const auto words = run ? house.run_words() : std::vector<std::string>{"upload", house.out()};
    house.block("store", "ada");
    EXPECT_EQ(house.unasked(words), 4) << house.messages << house.text;
    EXPECT_TRUE(house.second_photo("ada").empty());
    EXPECT_FALSE(house.second_photo("bob").empty());
    EXPECT_THAT(house.report(), HasSubstr("ada 648x648.jpg,ada,,planned,,"));
    EXPECT_THAT(house.report(), HasSubstr("waits for the photo in folder " + house.path("store")));
    EXPECT_THAT(house.text, HasSubstr("waiting         1"));
    house.unblock("store", "ada");
    EXPECT_EQ(house.unasked(words), 0) << house.messages << house.text;
    EXPECT_TRUE(house.photo("ada") == house.second_photo("ada"));
    EXPECT_FALSE(house.second_photo("ada").empty());
  }
}

TEST(SeveralStores, go_on_where_the_photo_before_will_never_come) {
  for (const bool run : {false, true}) {
    TwoStores house({"ada"});
    house.know("store", "id-9,eve\n");
    house.take("ada.jpg");
    ASSERT_EQ(house.run_alone({"convert", house.path("photos"), house.out(), "--crop", "skin"}), 0) << house.messages;
    EXPECT_EQ(house.unasked(run ? house.run_words() : std::vector<std::string>{"upload", house.out()}), 3)
        << house.messages << house.text;
    EXPECT_FALSE(house.second_photo("ada").empty());
    EXPECT_THAT(house.report(), HasSubstr("ada 648x648.jpg,ada,no-match,failed,no-such-user"));
    EXPECT_THAT(house.report(), HasSubstr("ada 648x648.jpg,ada,create,verified"));
  }
}

TEST(SeveralStores, get_nothing_whose_first_half_is_missing_where_one_stops) {
  for (const bool run : {false, true}) {
    TwoStores house({"u0", "u1", "u2", "u3"});
    for (int i = 0; i < 4; i++) house.take(fmt::format("u{}.jpg", i), 9 * i);
    ASSERT_EQ(house.run_alone({"convert", house.path("photos"), house.out(), "--crop", "skin"}), 0) << house.messages;
    auto words = run ? house.run_words() : std::vector<std::string>{"upload", house.out()};
    auto limited = words;
    limited.insert(limited.end(), {"--max-changes", "2"});
    EXPECT_EQ(house.unasked(limited), 7) << house.messages << house.text;
    EXPECT_THAT(house.messages, HasSubstr("folder " + house.path("store") + ": 2 photos were changed"));
    EXPECT_THAT(house.report(), HasSubstr("to which the run did not come"));
    int first = 0, second = 0;
    for (int i = 0; i < 4; i++) {
      const std::string key = fmt::format("u{}", i);
      first += house.photo(key).empty() ? 0 : 1;
      second += house.second_photo(key).empty() ? 0 : 1;
      EXPECT_EQ(house.photo(key).empty(), house.second_photo(key).empty()) << key;
    }
    EXPECT_EQ(first, 2);
    EXPECT_EQ(second, 2);
    EXPECT_EQ(house.unasked(words), 0) << house.messages << house.text;
    for (const auto& [person, each] : house.events()) EXPECT_EQ(each, in_order) << person;
  }
}

TEST(SeveralStores, are_asked_about_one_by_one) {
  TwoStores house({"ada"});
  house.draw("ada 96x96.jpg");
  const std::string answers = "n\ny\n";
  EXPECT_EQ(house.both({"upload", house.out()}, &answers), 0) << house.messages;
  EXPECT_TRUE(house.photo("ada").empty());
  EXPECT_FALSE(house.second_photo("ada").empty());
  const std::string confirmed = "y\ny\n";
  EXPECT_EQ(house.both({"upload", house.out(), "--confirm", "--when", "always"}, &confirmed), 0) << house.messages;
  EXPECT_FALSE(house.photo("ada").empty());
}

TEST(SeveralStores, take_one_photo_for_one_person_each_in_its_own_size) {
  TwoStores house({"ada"});
  const std::string photo = house.place.write("camera.jpg", test::portrait_jpeg({900, 1200}));
  EXPECT_EQ(house.unasked({"upload", photo, "--person", "ada"}), 0) << house.messages << house.text;
  EXPECT_EQ(house.photo("ada").substr(0, 3), "\xff\xd8\xff");
  EXPECT_TRUE(house.photo("ada") == house.second_photo("ada"));
  house.know("store", "id-9,eve\n");
  std::filesystem::remove(house.place / "second/ada.jpg");
  EXPECT_EQ(house.unasked({"upload", photo, "--person", "ada"}), 3) << house.messages << house.text;
  EXPECT_FALSE(house.second_photo("ada").empty()) << "the second store knows them";
}

TEST(SeveralStores, have_no_plan_no_batch_and_no_size_in_common) {
  TwoStores house({"ada"});
  house.draw("ada 96x96.jpg");
  const std::string plan = house.path("plan.csv");
  ASSERT_EQ(house.run_alone({"batch", house.out(), house.path("batches"), "--format", "folder"}), 0) << house.messages;
  struct {
    std::vector<std::string> arguments;
    const char* part;
  } cases[] = {
      {{"upload", house.out(), "--plan", plan}, "a plan is for one store"},
      {{"upload", house.out(), "--apply", plan}, "a plan is for one store"},
      {{"upload", house.out(), "--pictures", "96x96"}, "name one store"},
      {{"upload", house.path("batches/batch-0001")}, "name one store"},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(house.unasked(c.arguments), 2) << c.part;
    EXPECT_THAT(house.messages, HasSubstr(c.part));
  }
  EXPECT_EQ(house.photo("ada") + house.second_photo("ada"), "");
}

TEST(SeveralStores, say_beforehand_what_would_be_done_in_each) {
  TwoStores house({"ada"});
  house.take("ada.jpg");
  house.draw("ada 96x96.jpg");
  house.place.write("second/ada.jpg", old_photo);
  EXPECT_EQ(house.both({"upload", house.out(), "--dry-run"}), 0) << house.messages;
  EXPECT_THAT(house.text, HasSubstr("for folder " + house.path("store") + ": 1 new; nothing was written"));
  EXPECT_THAT(house.text, HasSubstr("for folder " + house.path("second") + ": 1 replaced; nothing was written"));
  EXPECT_EQ(house.both({"upload", house.out(), "--dry-run", "--json"}), 0);
  EXPECT_EQ(nlohmann::json::parse(house.text)[1]["planned"][0]["action"], "replace");
  auto words = house.run_words();
  words.emplace_back("--dry-run");
  EXPECT_EQ(house.both(words), 0) << house.messages;
  EXPECT_THAT(house.text, HasSubstr("folder: ada 648x648.jpg  ->  ada"));
  EXPECT_THAT(house.text, HasSubstr("folder-2: ada 648x648.jpg  ->  ada"));
  EXPECT_TRUE(house.photo("ada").empty());
}

TEST(SeveralStores, answer_in_json_about_both_halves_of_a_run) {
  TwoStores house({"ada"});
  house.take("ada.jpg");
  const auto answer = house.json_of(house.run_words(), 0);
  EXPECT_EQ(answer["conversion"]["photos"], 1);
  EXPECT_EQ(answer["delivery"]["deliveries"][0]["created"], 1);
  EXPECT_EQ(answer["delivery"]["deliveries"][1]["created"], 1);
  EXPECT_EQ(answer["exit"], 0);
}

TEST(SeveralStores, show_a_persons_photos_side_by_side) {
  TwoStores house({"ada", "bob"});
  const std::string picture = house.draw("ada 96x96.jpg");
  house.hold("ada", picture);
  house.place.write("second/bob.jpg", old_photo);
  EXPECT_EQ(house.both({"show", "ada", "bob", "--save", house.path("saved")}), 0) << house.messages;
  EXPECT_THAT(house.text, HasSubstr("ada\n  folder     photo           ada (Name of ada): "));
  EXPECT_THAT(house.text, HasSubstr("JPEG 96x96, SHA-256 "));
  EXPECT_THAT(house.text, HasSubstr("\n  folder-2   none            ada (Name of ada)\nbob\n"));
  EXPECT_EQ(test::text_of(house.place / "saved/ada.folder.jpg"), picture);
  EXPECT_EQ(test::text_of(house.place / "saved/bob.folder-2.jpg"), old_photo);
  house.know("second", "id-1,bob\n");
  EXPECT_EQ(house.both({"show", "ada", "--json"}), 3);
  const auto rows = nlohmann::json::parse(house.text);
  EXPECT_EQ(rows[0]["size"], "96x96");
  EXPECT_EQ(rows[1]["state"], "no-such-person");
  EXPECT_EQ(rows[1]["store"], "folder " + house.path("second"));
}

TEST(SeveralStores, are_exported_into_a_folder_each) {
  TwoStores house({"ada", "bob"});
  house.hold("ada", old_photo);
  house.place.write("second/bob.jpg", old_photo);
  EXPECT_EQ(house.both({"export", house.path("saved")}), 0) << house.messages;
  EXPECT_EQ(test::text_of(house.place / "saved/folder/ada.jpg"), old_photo);
  EXPECT_EQ(test::text_of(house.place / "saved/folder-2/bob.jpg"), old_photo);
  EXPECT_THAT(test::text_of(house.place / "saved/folder-2/export.csv"), HasSubstr("ada,Name of ada,yes,none,0,,,"));
  EXPECT_THAT(house.text, HasSubstr("folder-2: 2 people: 1 photos, 1 without one"));
  EXPECT_EQ(house.both({"export", "--missing"}), 0);
  EXPECT_EQ(house.text, "folder  bob\nfolder-2  ada\n");
  EXPECT_EQ(house.both({"export", "--missing", "--json"}), 0);
  EXPECT_EQ(nlohmann::json::parse(house.text)["folder-2"][0]["person"], "ada");
}

TEST(SeveralStores, lose_photos_only_within_the_limit_of_each) {
  TwoStores house({"ada", "bob"});
  for (const char* key : {"ada", "bob"}) house.place.write(std::string("second/") + key + ".jpg", old_photo);
  house.hold("ada", old_photo);
  EXPECT_EQ(house.unasked({"remove", "ada", "bob", "--max-removals", "1"}), 7);
  EXPECT_EQ(house.photo("ada"), old_photo) << "the second store's limit stops the first one, too";
  EXPECT_EQ(house.both({"remove", "ada", "--dry-run"}), 0);
  EXPECT_THAT(house.text, HasSubstr("1 people for folder " + house.path("second") + ": 1 removed"));
  EXPECT_EQ(house.unasked({"remove", "ada", "bob"}), 0) << house.messages;
  EXPECT_EQ(house.photo("ada") + house.second_photo("ada") + house.second_photo("bob"), "");
}

TEST(SeveralStores, take_back_a_run_of_their_own) {
  TwoStores house({"ada"});
  house.draw("ada 96x96.jpg");
  house.hold("ada", old_photo);
  house.place.write("second/ada.jpg", old_photo);
  const auto answer = house.json_of({"upload", house.out()}, 0);
  const std::string run = answer["deliveries"][1]["run"];
  EXPECT_EQ(house.unasked({"restore", "--run", run}), 0) << house.messages << house.text;
  EXPECT_EQ(house.second_photo("ada"), old_photo);
  EXPECT_NE(house.photo("ada"), old_photo);
  EXPECT_EQ(house({"restore", "--run", run, "--yes"}), 2) << "not this store's";
  EXPECT_THAT(house.messages, HasSubstr("was for folder " + house.path("second")));
  EXPECT_EQ(house.both({"status"}), 0);
  EXPECT_THAT(house.text, HasSubstr("folder " + house.path("store")));
}

}  // namespace
}  // namespace headroom::cli
