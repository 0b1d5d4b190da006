// show, export, remove, restore, status, batch and doctor on a folder store, through the real commands.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "cli/delivery_house.h"
#include "delivery/state_folder.h"

namespace headroom::cli {
namespace {

using testing::HasSubstr;
using testing::Not;

const std::string old_photo = "\xff\xd8\xff an earlier photo";

/// The identifier of the latest run.
std::string latest_run(DeliveryHouse& house) {
  EXPECT_EQ(house({"status", "--json"}), 0) << house.messages;
  return nlohmann::json::parse(house.text)["runs"][0]["id"];
}

TEST(Show, tells_photos_from_none_and_nobody_and_saves_them) {
  DeliveryHouse house({"ada", "bob"});
  house.hold("ada", old_photo);
  EXPECT_EQ(house({"show", "ADA", "bob"}), 0) << house.messages;
  EXPECT_THAT(house.text, HasSubstr("photo           ada (Name of ada): 20 bytes, JPEG, SHA-256 "));
  EXPECT_THAT(house.text, HasSubstr("none            bob (Name of bob)"));
  EXPECT_EQ(house({"show", "eve"}), 3);
  EXPECT_THAT(house.text, HasSubstr("no-such-person"));
  EXPECT_EQ(house({"show", "ada", "--save", house.path("saved"), "--json"}), 0);
  EXPECT_EQ(test::text_of(house.place / "saved/ada.jpg"), old_photo);
  EXPECT_EQ(nlohmann::json::parse(house.text)[0]["state"], "photo");
}

TEST(Export, saves_everybody_and_lists_who_has_none) {
  DeliveryHouse house({"ada", "bob"});
  house.hold("ada", old_photo);
  EXPECT_EQ(house({"export", house.path("saved")}), 0) << house.messages;
  EXPECT_EQ(test::text_of(house.place / "saved/ada.jpg"), old_photo);
  EXPECT_THAT(test::text_of(house.place / "saved/export.csv"), HasSubstr("bob,Name of bob,yes,none,0,,,"));
  EXPECT_EQ(house({"export", "--missing"}), 0);
  EXPECT_EQ(house.text, "bob\n");
  EXPECT_EQ(house({"export"}), 2);
}

TEST(Remove, takes_photos_away_and_names_nobody) {
  DeliveryHouse house({"ada", "bob"});
  house.hold("ada", old_photo);
  EXPECT_EQ(house({"remove", "ada"}), 2) << "nobody is there to ask";
  EXPECT_EQ(house({"remove", "ada", "--dry-run"}), 0);
  EXPECT_EQ(house({"remove", "nobody", "--dry-run"}), 3);
  EXPECT_EQ(house({"remove", "ada", "--dry-run", "--max-removals", "0"}), 7);
  EXPECT_THAT(house.text, HasSubstr("remove    ada"));
  EXPECT_EQ(house.photo("ada"), old_photo);
  EXPECT_EQ(house({"remove", "ada", "bob", "--yes"}), 0) << house.messages;
  EXPECT_EQ(house.photo("ada"), "");
  EXPECT_THAT(house.text, HasSubstr("removed         1"));
  EXPECT_EQ(house({"remove", "eve", "--yes"}), 3);
  EXPECT_EQ(house({"remove", "--yes"}), 2);
}

TEST(Remove, does_nothing_at_all_beyond_its_limit) {
  DeliveryHouse house({"ada", "bob", "cyd"});
  for (const char* key : {"ada", "bob", "cyd"}) house.hold(key, old_photo);
  const std::string from = house.place.write("leavers.txt", "ada\nbob\ncyd\n");
  EXPECT_EQ(house({"remove", "--from", from, "--yes", "--max-removals", "2"}), 7);
  EXPECT_THAT(house.messages, HasSubstr("--max-removals 3"));
  EXPECT_EQ(house.photo("ada"), old_photo);
  EXPECT_EQ(house({"remove", "--from", from, "--yes"}), 0) << house.messages;
  EXPECT_EQ(house.photo("ada") + house.photo("bob") + house.photo("cyd"), "");
}

TEST(Remove, finds_disabled_accounts) {
  DeliveryHouse house({"ada", "bob"});
  house.place.write("store/people.csv", "key,enabled\nada,false\nbob,true\n");
  house.hold("ada", old_photo);
  house.hold("bob", old_photo);
  EXPECT_EQ(house({"remove", "--disabled", "--yes"}), 0) << house.messages;
  EXPECT_EQ(house.photo("ada"), "");
  EXPECT_EQ(house.photo("bob"), old_photo);
}

TEST(Restore, brings_back_what_a_run_replaced_and_removed) {
  DeliveryHouse house({"ada", "bob", "cyd"});
  house.hold("ada", old_photo);
  house.hold("cyd", old_photo);
  house.draw("ada 96x96.jpg");
  house.draw("bob 96x96.jpg");
  EXPECT_EQ(house({"upload", house.out(), "--yes"}), 0) << house.messages;
  EXPECT_THAT(house.text, HasSubstr("headroom restore --run"));
  const std::string upload = latest_run(house);
  EXPECT_EQ(house({"restore", "--run", upload, "--dry-run"}), 0);
  EXPECT_EQ(house({"restore", "--run", upload, "--yes"}), 0) << house.messages;
  EXPECT_EQ(house.photo("ada"), old_photo);
  EXPECT_NE(house.photo("bob"), "") << "had none before: left";
  EXPECT_EQ(house({"restore", "--run", upload, "--remove-new", "--yes"}), 0) << house.messages;
  EXPECT_EQ(house.photo("bob"), "");
  EXPECT_EQ(house({"remove", "cyd", "--yes", "--json"}), 0);
  const std::string removal = nlohmann::json::parse(house.text)["run"];
  EXPECT_EQ(house({"restore", "--run", removal, "--yes"}), 0) << house.messages;
  EXPECT_EQ(house.photo("cyd"), old_photo);
}

TEST(Remove, counts_each_person_once) {
  DeliveryHouse house({"ada", "bob"});
  house.place.write("store/people.csv", "key,enabled\nada,false\nbob,true\n");
  house.hold("ada", old_photo);
  const std::string from = house.place.write("leavers.txt", "ADA\n");
  EXPECT_EQ(house({"remove", "Ada", "--from", from, "--disabled", "--max-removals", "1", "--yes"}), 0)
      << house.messages;
  EXPECT_THAT(house.text, HasSubstr("1 looked at, 1 changed"));
}

TEST(Restore, leaves_people_out_who_want_no_photo_or_are_disabled) {
  DeliveryHouse house({"ada", "bob", "cyd"});
  for (const char* key : {"ada", "bob", "cyd"}) house.hold(key, old_photo);
  EXPECT_EQ(house({"remove", "ada", "bob", "cyd", "--yes"}), 0) << house.messages;
  const std::string run = latest_run(house), opt_out = house.place.write("opt-out.txt", "ada\n");
  house.place.write("store/people.csv", "id,key,enabled\nid-0,ada,true\nid-1,bob,false\nid-2,cyd,true\n");
  EXPECT_EQ(house({"restore", "--run", run, "--opt-out", opt_out, "--yes"}), 0) << house.messages;
  EXPECT_THAT(house.text, HasSubstr("left out        2"));
  EXPECT_EQ(house.photo("ada") + house.photo("bob"), "");
  EXPECT_EQ(house.photo("cyd"), old_photo);
  EXPECT_EQ(house({"restore", "--run", run, "--opt-out", opt_out, "--disabled-too", "--yes"}), 0) << house.messages;
  EXPECT_EQ(house.photo("ada"), "");
  EXPECT_EQ(house.photo("bob"), old_photo);
}

TEST(Restore, offers_nothing_that_was_never_sent) {
  DeliveryHouse house({"ada", "bob"});
  house.hold("bob", old_photo);
  house.draw("ada 96x96.jpg");
  house.draw("bob 96x96.jpg");
  const std::string plan = house.path("plan.csv");
  EXPECT_EQ(house({"upload", house.out(), "--plan", plan}), 0) << house.messages;
  house.hold("bob", "\xff\xd8\xff by somebody else");
  EXPECT_EQ(house({"upload", house.out(), "--apply", plan, "--yes"}), 3) << house.messages;
  EXPECT_EQ(house({"restore", "--run", latest_run(house), "--yes"}), 0) << house.text;
  EXPECT_THAT(house.text, Not(HasSubstr("failed")));
}

TEST(Restore, ends_with_3_where_a_photo_is_kept_no_more_or_is_another_one) {
  DeliveryHouse house({"ada"});
  house.hold("ada", old_photo);
  EXPECT_EQ(house({"remove", "ada", "--yes", "--keep-days", "0"}), 0) << house.messages;
  EXPECT_EQ(house({"restore", "--run", latest_run(house), "--yes"}), 3) << house.text;
  EXPECT_THAT(house.text, HasSubstr("kept no more"));
  house.hold("ada", old_photo);
  EXPECT_EQ(house({"remove", "ada", "--yes", "--json"}), 0) << house.messages;
  const std::string run = nlohmann::json::parse(house.text)["run"];
  {
    const auto state = delivery::StateFolder::open(house.path("state")).value();
    delivery::Delivery removal = state->journal().of_run(run).value().front();
    removal.before = std::string(64, '0');
    ASSERT_TRUE(state->journal().put(removal));
    ASSERT_TRUE(state->journal().settle());
  }
  EXPECT_EQ(house({"restore", "--run", run, "--yes"}), 3) << house.text;
  EXPECT_THAT(house.text, HasSubstr("not the photo that was there"));
  EXPECT_EQ(house.photo("ada"), "");
}

TEST(Restore, leaves_photos_alone_that_were_changed_again) {
  DeliveryHouse house({"ada"});
  house.hold("ada", old_photo);
  house.draw("ada 96x96.jpg");
  EXPECT_EQ(house({"upload", house.out(), "--yes"}), 0);
  house.hold("ada", "\xff\xd8\xff by somebody else");
  EXPECT_EQ(house({"restore", "--run", latest_run(house), "--yes"}), 3);
  EXPECT_THAT(house.text, HasSubstr("left alone"));
  EXPECT_EQ(house.photo("ada"), "\xff\xd8\xff by somebody else");
  EXPECT_EQ(house({"restore", "--run", "20200101-000000-0000", "--yes"}), 2);
}

TEST(Status, needs_no_store_and_tells_runs_apart) {
  DeliveryHouse house({"ada"});
  EXPECT_EQ(house.run_alone({"status", "--state", house.path("state")}), 0);
  EXPECT_EQ(house.text, "no run yet\n");
  EXPECT_FALSE(std::filesystem::exists(house.place / "state"));
  house.draw("ada 96x96.jpg");
  EXPECT_EQ(house({"upload", house.out(), "--yes"}), 0);
  EXPECT_EQ(house.run_alone({"status", "--state", house.path("state")}), 0);
  EXPECT_THAT(house.text, HasSubstr("upload"));
  EXPECT_EQ(house({"status", latest_run(house)}), 0) << house.messages;
  EXPECT_THAT(house.text, HasSubstr("verified  create   ada  ada 96x96.jpg"));
}

TEST(Batch, of_any_format_goes_in_again_and_only_whole) {
  DeliveryHouse house({"ada", "bob"});
  const std::string picture = house.draw("ada 96x96.jpg");
  house.draw("bob 96x96.jpg", 4);
  house.draw("eve 96x96.jpg", 8);
  for (const std::string format : {"folder", "zip"}) {
    const std::string where = house.path("batches-" + format);
    EXPECT_EQ(house({"batch", house.out(), where, "--size", "1", "--format", format}), 3) << house.messages;
    EXPECT_THAT(house.messages, HasSubstr("eve 96x96.jpg"));
    EXPECT_THAT(house.text, HasSubstr("2 batches of 2 people"));
    std::filesystem::remove(house.place / "store/ada.jpg");
    const std::string first = where + "/batch-0001" + (format == "zip" ? ".zip" : "");
    EXPECT_EQ(house({"upload", first, "--yes"}), 0) << house.messages << house.text;
    EXPECT_EQ(house.photo("ada"), picture);
    EXPECT_THAT(test::text_of(where + "/batch-0001.delivery.csv"), HasSubstr("verified"));
    EXPECT_EQ(house({"upload", first, "--yes"}), 0) << "the report has not spoilt the batch: " << house.messages;
  }
  house.place.write("batches-folder/batch-0001/ada.jpg", "\xff\xd8\xff changed");
  EXPECT_NE(house({"upload", house.path("batches-folder/batch-0001"), "--yes"}), 0);
}

TEST(Batch, without_a_store_goes_by_names_alone_but_has_no_ldif) {
  DeliveryHouse house({});
  house.draw("ada 96x96.jpg");
  EXPECT_EQ(house.run_alone({"batch", house.out(), house.path("batches")}), 0) << house.messages;
  EXPECT_THAT(house.text, HasSubstr("1 batches of 1 people"));
  EXPECT_EQ(house.run_alone({"batch", house.out(), house.path("ldif"), "--format", "ldif"}), 2) << house.messages;
  EXPECT_EQ(house.run_alone({"batch", house.out(), house.path("x"), "--format", "tar"}), 2);
}

TEST(Doctor, tries_state_people_and_rights) {
  DeliveryHouse house({"ada", "bob"});
  house.hold("ada", old_photo);
  EXPECT_EQ(house({"doctor"}), 0) << house.text;
  EXPECT_THAT(house.text, HasSubstr("skipped  rights"));
  EXPECT_EQ(house({"doctor", "--person", "ada"}), 0) << house.text;
  EXPECT_THAT(house.text, HasSubstr("ok       rights"));
  EXPECT_NE(latest_run(house), "") << "a run of its own";
  EXPECT_EQ(house({"doctor", "--person", "bob", "--write-test"}), 0) << house.text;
  EXPECT_EQ(house.photo("ada"), old_photo);
  EXPECT_EQ(house.photo("bob"), "");
  EXPECT_EQ(house({"doctor", "--person", "eve"}), 3);
  EXPECT_THAT(house.text, HasSubstr("failed   rights"));
}

TEST(Doctor, writes_no_test_picture_over_a_photo_and_nothing_that_no_store_takes) {
  DeliveryHouse house({"ada", "bob"});
  house.hold("ada", old_photo);
  house.hold("bob", "no JPEG at all");
  EXPECT_EQ(house({"doctor", "--person", "ada", "--write-test"}), 2) << house.text;
  EXPECT_THAT(house.text, HasSubstr("leave --write-test out"));
  EXPECT_EQ(house.photo("ada"), old_photo);
  EXPECT_EQ(house({"doctor", "--person", "bob"}), 0) << house.text;
  EXPECT_THAT(house.text, HasSubstr("skipped  rights     the photo of bob (Name of bob) cannot be written back"));
  EXPECT_EQ(house.photo("bob"), "no JPEG at all");
}

TEST(Doctor, tries_nothing_while_a_run_goes_on) {
  DeliveryHouse house({"ada"});
  house.hold("ada", old_photo);
  const auto other = store::Folder::open(house.path("state")).value();
  EXPECT_EQ(house({"doctor", "--person", "ada"}), 9) << house.text;
  EXPECT_THAT(house.text, Not(HasSubstr("rights")));
}

TEST(Commands, explain_why_there_is_no_password_option_without_repeating_it) {
  DeliveryHouse house({"ada"});
  for (const std::vector<std::string>& arguments :
       {std::vector<std::string>{"show", "ada", "--password", "hunter2"}, {"upload", "x", "--password=hunter2"}}) {
    EXPECT_EQ(house.run_alone(arguments), 2);
    EXPECT_THAT(house.messages, HasSubstr("--password-file"));
    EXPECT_THAT(house.messages + house.text, Not(HasSubstr("hunter2")));
  }
}

TEST(Commands, take_their_options_from_one_file) {
  DeliveryHouse house({"ada"});
  house.draw("ada 96x96.jpg");
  const std::string config =
      house.place.write("nightly.toml", "to = ['folder:" + house.path("store") + "']\nstate = '" + house.path("state") +
                                            "'\nyes = true\nwhen = 'always'\nmargin = 20\n");
  EXPECT_EQ(house.run_alone({"upload", house.out(), "--config", config}), 0) << house.messages;
  EXPECT_EQ(house.run_alone({"show", "ada", "--config", config}), 0) << house.messages;
  EXPECT_EQ(house.run_alone({"show", "ada", "--config", house.place.write("bad.toml", "passwrod = 'x'\n")}), 2);
}

}  // namespace
}  // namespace headroom::cli
