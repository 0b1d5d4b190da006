#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "cli/delivery_house.h"
#include "codec/photo_source.h"

namespace headroom::cli {
namespace {

using testing::AllOf;
using testing::HasSubstr;

/// A directory and a second folder in place of mailboxes.
class Refreshing : public testing::Test {
 protected:
  Refreshing() { house_.place.write("boxes/people.csv", "key\nada\nbob\neve\nzoe\n"); }

  void box(const std::string& key, Size size, int shade = 0) {
    house_.place.write("boxes/" + key + ".jpg", test::portrait_jpeg(size, shade));
  }

  int operator()(std::vector<std::string> arguments, const std::string* typed = nullptr) {
    arguments.insert(arguments.begin(), {"refresh-thumbnails", "--from", "folder:" + house_.path("boxes")});
    return house_(std::move(arguments), typed);
  }

  Size size_of(const std::string& key) {
    const std::string photo = house_.photo(key);
    const auto source = codec::open_photo({photo.begin(), photo.end()}, {});
    return source ? (*source)->size() : Size{};
  }

  std::string report() { return test::text_of(house_.place / "state/refresh-thumbnails.csv"); }

  DeliveryHouse house_{{"ada", "bob", "eve", "mia"}};
};

TEST_F(Refreshing, makes_small_photos_of_large_ones_and_keeps_what_they_replace) {
  auto& headroom = *this;
  box("ada", {648, 648});
  box("bob", {500, 700}, 40);
  const std::string before = test::portrait_jpeg({64, 64}, 9);
  house_.hold("ada", before);
  EXPECT_EQ(headroom({"--all", "--yes", "--json"}), 0) << house_.text << house_.messages;
  const auto answer = nlohmann::json::parse(house_.text);
  EXPECT_EQ(answer["created"], 1);
  EXPECT_EQ(answer["replaced"], 1);
  EXPECT_EQ(answer["left_out"], 2) << "eve has no photo, mia no mailbox";
  EXPECT_EQ(size_of("ada"), (Size{96, 96}));
  EXPECT_EQ(size_of("bob"), (Size{96, 96}));
  EXPECT_LE(house_.photo("ada").size(), 10'000U);
  EXPECT_THAT(report(), AllOf(HasSubstr("ada,replace,verified"), HasSubstr("bob,create,verified"),
                              HasSubstr("eve,skip,left-out")));
  EXPECT_EQ(house_({"restore", "--run", answer["run"], "--yes"}), 0) << house_.messages;
  EXPECT_EQ(house_.photo("ada"), before);
}

TEST_F(Refreshing, takes_the_directorys_own_thumbnail_for_no_photo) {
  auto& headroom = *this;
  for (const Size small : {Size{64, 64}, Size{96, 96}, Size{96, 400}}) {
    box("ada", small);
    EXPECT_EQ(headroom({"--all", "--yes"}), 0) << house_.text;
    EXPECT_EQ(house_.photo("ada"), "");
    EXPECT_EQ(headroom({"--person", "ada", "--yes"}), 3) << house_.text;
    EXPECT_THAT(house_.text, HasSubstr("the directory's own"));
  }
}

TEST_F(Refreshing, of_those_who_are_named_and_of_nobody_else) {
  auto& headroom = *this;
  for (const char* key : {"ada", "bob", "eve"}) box(key, {200, 200});
  EXPECT_EQ(headroom({"--person", "ADA", "--person", "eve", "--yes"}), 0) << house_.text << house_.messages;
  EXPECT_NE(house_.photo("ada"), "");
  EXPECT_NE(house_.photo("eve"), "");
  EXPECT_EQ(house_.photo("bob"), "");
  EXPECT_EQ(headroom({"--person", "nobody", "--person", "mia", "--yes"}), 3);
  EXPECT_THAT(report(), AllOf(HasSubstr("nobody,no-match,failed,no-such-user"), HasSubstr("mia")));
}

TEST_F(Refreshing, leaves_those_out_who_want_no_photo_or_have_one) {
  auto& headroom = *this;
  for (const char* key : {"ada", "bob"}) box(key, {200, 200});
  const std::string before = test::portrait_jpeg({64, 64}, 9);
  house_.hold("bob", before);
  const auto list = house_.place.write("no.txt", "ada\n");
  EXPECT_EQ(headroom({"--all", "--yes", "--when", "missing", "--opt-out", list.string()}), 0) << house_.messages;
  EXPECT_EQ(house_.photo("ada"), "");
  EXPECT_EQ(house_.photo("bob"), before);
}

TEST_F(Refreshing, keeps_a_thumbnail_that_shows_the_same_picture_with_all_pixels) {
  auto& headroom = *this;
  box("ada", {648, 648});
  struct {
    Size size;
    int shade;
    const char* row;
  } cases[] = {{{200, 200}, 0, "ada,same,verified"},
               {{64, 64}, 0, "ada,replace,verified"},
               {{96, 95}, 0, "ada,replace,verified"},
               {{96, 96}, 90, "ada,replace,verified"}};
  for (const auto& c : cases) {
    const std::string before = test::portrait_jpeg(c.size, c.shade);
    house_.hold("ada", before);
    EXPECT_EQ(headroom({"--person", "ada", "--yes"}), 0) << house_.text;
    EXPECT_THAT(report(), HasSubstr(c.row)) << c.size.width << " " << c.shade;
  }
  box("ada", {640, 640});
  EXPECT_EQ(headroom({"--person", "ada", "--yes", "--when", "always"}), 0);
  box("ada", {648, 648});
  EXPECT_EQ(headroom({"--person", "ada", "--yes"}), 0);
  EXPECT_THAT(report(), HasSubstr("ada,same,verified"));
  EXPECT_EQ(headroom({"--person", "ada", "--yes", "--when", "always"}), 0);
  EXPECT_THAT(report(), HasSubstr("ada,replace,verified"));
}

TEST_F(Refreshing, damaged_photos_fail_alone) {
  auto& headroom = *this;
  box("ada", {200, 200});
  house_.place.write("boxes/bob.jpg", "\xff\xd8\xff and no more");
  EXPECT_EQ(headroom({"--all", "--yes"}), 3) << house_.text;
  EXPECT_NE(house_.photo("ada"), "");
  EXPECT_THAT(report(), AllOf(HasSubstr("ada,create,verified"), HasSubstr("bob,skip,failed,")));
}

TEST_F(Refreshing, asks_first_and_shows_what_it_would_do) {
  auto& headroom = *this;
  box("ada", {200, 200});
  EXPECT_EQ(headroom({"--all"}), 2) << "nobody is there to ask";
  EXPECT_EQ(headroom({"--all", "--dry-run"}), 0) << house_.messages;
  EXPECT_THAT(house_.text, HasSubstr("create    ada"));
  EXPECT_EQ(house_.photo("ada"), "");
  const std::string no = "n\n", yes = "y\n";
  EXPECT_EQ(headroom({"--all"}, &no), 0);
  EXPECT_EQ(house_.photo("ada"), "");
  EXPECT_EQ(headroom({"--all"}, &yes), 0) << house_.messages;
  EXPECT_EQ(size_of("ada"), (Size{96, 96}));
  EXPECT_EQ(headroom({"--all", "--report", house_.path("report.csv")}, &yes), 0);
  EXPECT_THAT(test::text_of(house_.place / "report.csv"), HasSubstr("ada,same,verified"));
}

TEST_F(Refreshing, leaves_no_picture_lying_about) {
  auto& headroom = *this;
  box("ada", {200, 200});
  EXPECT_EQ(headroom({"--all", "--yes"}), 0);
  const auto scratch = house_.place / "state/.headroom/tmp";
  EXPECT_TRUE(!std::filesystem::exists(scratch) || std::filesystem::is_empty(scratch));
}

TEST_F(Refreshing, is_told_where_from_where_to_and_whose) {
  const std::string to = "folder:" + house_.path("store");
  struct {
    std::vector<std::string> arguments;
    const char* words;
  } cases[] = {{{"--from", "ad", "--to", to, "--all"}, "--from m365"},
               {{"--from", "mail", "--to", to, "--all"}, "--from m365"},
               {{"--from", "m365", "--all"}, "--to ad"},
               {{"--from", "m365", "--to", "m365", "--all"}, "not into m365"},
               {{"--from", "m365", "--to", "ad", "--to", to, "--all"}, "no other beside it"},
               {{"--from", "m365", "--to", to}, "--person NAME"},
               {{"--from", "m365", "--to", to, "--all", "--person", "ada"}, "--person NAME"},
               {{"--from", "m365", "--to", to, "--all", "--yes"}, "--tenant"}};
  for (auto c : cases) {
    c.arguments.insert(c.arguments.begin(), "refresh-thumbnails");
    c.arguments.insert(c.arguments.end(), {"--state", house_.path("state")});
    EXPECT_EQ(house_.run_alone(c.arguments), 2) << house_.messages;
    EXPECT_THAT(house_.messages, HasSubstr(c.words));
  }
}

}  // namespace
}  // namespace headroom::cli
