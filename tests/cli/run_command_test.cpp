// Converting and delivering in one go, through the real command.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "cli/delivery_house.h"
#include "cli/delivery_summary.h"
#include "cli/delivery_uploads.h"
#include "support/gradients.h"
#include "support/jpeg_files.h"
#include "support/pictures.h"

namespace headroom::cli {
namespace {

using testing::HasSubstr;
using testing::Not;

/// A house with photos as they come from a camera.
class Photos : public DeliveryHouse {
 public:
  using DeliveryHouse::DeliveryHouse;
  void take(const std::string& name, int tone = 0) {
    place.write("photos/" + name, test::portrait_jpeg({400, 500}, tone));
  }
  int run(std::vector<std::string> options = {"--yes"}) {
    std::vector<std::string> words{"run", path("photos"), out(), "--crop", "skin", "--hold", "none"};
    words.insert(words.end(), options.begin(), options.end());
    return (*this)(std::move(words));
  }
  std::string report() const { return test::text_of(place / "out/delivery.csv"); }
};

TEST(Run, converts_and_delivers_and_says_of_each_photo_where_it_is) {
  Photos house({"ada", "bob"});
  house.take("ada.jpg");
  house.take("bob.jpg", 20);
  house.take("eve.jpg", 40);
  house.place.write("photos/notes.jpg", "no picture");
  EXPECT_EQ(house.run(), 3) << house.messages;
  EXPECT_EQ(house.photo("ada"), test::text_of(house.place / "out/ada 648x648.jpg"));
  EXPECT_NE(house.photo("bob"), "");
  EXPECT_THAT(house.report(), HasSubstr("ada 648x648.jpg,ada,create,verified"));
  EXPECT_THAT(house.report(), HasSubstr("eve 648x648.jpg,eve,no-match,failed,no-such-user"));
  EXPECT_THAT(house.report(), HasSubstr("notes.jpg,,no-match,failed,not-an-image,\"not converted: "));
}

TEST(Run, a_second_time_changes_nothing) {
  Photos house({"ada"});
  house.take("ada.jpg");
  EXPECT_EQ(house.run(), 0) << house.messages;
  const std::string audit = test::text_of(house.place / "state/audit.jsonl");
  EXPECT_EQ(house.run(), 0) << house.messages;
  EXPECT_THAT(house.report(), HasSubstr("ada,same,verified"));
  EXPECT_EQ(test::text_of(house.place / "state/audit.jsonl"), audit);
}

TEST(Run, delivers_what_an_earlier_conversion_made) {
  Photos house({"ada"});
  house.take("ada.jpg");
  ASSERT_EQ(house.run_alone({"convert", house.path("photos"), house.out(), "--crop", "skin"}), 0) << house.messages;
  EXPECT_EQ(house.run(), 0) << house.messages;
  EXPECT_NE(house.photo("ada"), "");
}

TEST(Run, goes_on_converting_where_the_delivery_stops) {
  Photos house({"u0", "u1", "u2", "u3", "u4", "u5"});
  for (int i = 0; i < 6; i++) house.take(fmt::format("u{}.jpg", i), 10 * i);
  EXPECT_EQ(house.run({"--yes", "--max-changes", "2"}), 7) << house.messages;
  EXPECT_FALSE(test::text_of(house.place / "out/u5 648x648.jpg").empty());
  int there = 0;
  for (int i = 0; i < 6; i++) there += house.photo(fmt::format("u{}", i)).empty() ? 0 : 1;
  EXPECT_EQ(there, 2);
  EXPECT_EQ(house.run(), 0) << house.messages;
}

TEST(Run, holds_photos_back_in_which_nobody_was_found) {
  Photos house({"wall"});
  const Bytes wall = test::write_jpeg(test::gradient({500, 500}));
  house.place.write("photos/wall.jpg", {reinterpret_cast<const char*>(wall.data()), wall.size()});
  EXPECT_EQ(house({"run", house.path("photos"), house.out(), "--crop", "skin", "--yes"}), 0) << house.messages;
  EXPECT_EQ(house.photo("wall"), "");
  EXPECT_THAT(house.report(), HasSubstr("held back"));
  EXPECT_EQ(house.run(), 0) << house.messages;
  EXPECT_NE(house.photo("wall"), "");
}

TEST(Run, says_beforehand_whose_photos_would_be_whose) {
  Photos house({"ada"});
  house.take("ada.jpg");
  house.take("eve.jpg");
  EXPECT_EQ(house.run({"--dry-run"}), 3) << "eve is not there: " << house.messages;
  EXPECT_THAT(house.text, HasSubstr("ada 648x648.jpg  ->  ada"));
  EXPECT_EQ(house.run({"--dry-run", "--json"}), 3);
  const auto foreseen = nlohmann::json::parse(house.text);
  EXPECT_EQ(foreseen.at("conversion").size(), 2U);
  EXPECT_EQ(foreseen.at("delivery").at(0).at("person"), "ada");
  EXPECT_FALSE(foreseen.at("delivery").at(1).contains("person"));
  EXPECT_TRUE(std::filesystem::is_empty(house.out()));
  EXPECT_EQ(house.run({"--plan", house.path("plan.csv"), "--yes"}), 2);
  EXPECT_EQ(house.run({}), 2) << "nobody is there to ask";
}

TEST(Run, delivers_neither_of_two_photos_with_the_same_output_names) {
  Photos house({"ada", "bob"});
  house.take("ada.jpg");
  house.take("ADA.jpeg", 20);
  house.take("bob.jpg", 40);
  EXPECT_EQ(house.run(), 3) << house.messages;
  EXPECT_EQ(house.photo("ada"), "");
  EXPECT_NE(house.photo("bob"), "");
  EXPECT_THAT(house.report(), HasSubstr(",no-match,failed,name-taken,not converted: "));
  EXPECT_THAT(house.report(), HasSubstr(",no-match,failed,name-taken,\"ADA.jpeg and ada.jpg have the same"));
}

TEST(Run, names_listed_photos_that_are_missing_and_opt_outs_that_nobody_has) {
  Photos house({"ada"});
  house.take("ada.jpg");
  const std::string list = house.place.write("list.csv", "file,person\nabsent.jpg,ada\n");
  const std::string opt_out = house.place.write("opt-out.txt", "nobody.here\n");
  EXPECT_EQ(house.run({"--yes", "--list", list, "--opt-out", opt_out}), 3) << house.messages;
  EXPECT_THAT(house.report(), HasSubstr("absent.jpg,ada,no-match,failed,unreadable"));
  EXPECT_THAT(house.messages, HasSubstr("nobody has the key nobody.here"));
}

TEST(Run, has_a_line_for_photos_that_never_came) {
  Photos house({"ada", "bob"});
  DeliveryRequest request;
  request.to = {"folder:" + house.path("store")};
  request.state = house.path("state");
  request.quiet = true;
  std::ostringstream output, said;
  const Streams streams{output, said, false, {}, nullptr};
  const auto session = DeliverySession::open(request, streams).value();
  ASSERT_TRUE(session->begin("run", Report::none));
  batch::Entry ada, bob;
  ada.file = "ada.jpg";
  bob.file = "bob.jpg";
  const Size size{96, 96};
  const auto roster = delivery::Roster::of(session->store()).value();
  auto matches = delivery::match(offers_of({ada, bob}, size, house.out()), roster, {});
  DeliveryUploads uploads({{session.get(), std::move(matches), size}}, true);
  Outcome outcome;
  outcome.file = "ada.jpg";
  outcome.status = Status::failed;
  uploads.submit(outcome, [] {});
  uploads.say_rest({ada, bob});
  const auto result = session->finish();
  ASSERT_EQ(result.rows.size(), 2U);
  EXPECT_THAT(delivery_csv(result), HasSubstr("bob 96x96.jpg,bob,,not-reached,"));
  EXPECT_EQ(totals_of(result.rows).left, 1);
}

TEST(Run, answers_in_json_about_both_halves) {
  Photos house({"ada"});
  house.take("ada.jpg");
  EXPECT_EQ(house.run({"--yes", "--json"}), 0) << house.messages;
  const auto answer = nlohmann::json::parse(house.text);
  EXPECT_EQ(answer["conversion"]["photos"], 1);
  EXPECT_EQ(answer["exit"], 0);
  EXPECT_TRUE(answer.contains("delivery"));
}

}  // namespace
}  // namespace headroom::cli
