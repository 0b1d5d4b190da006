// Commands that look at photos in Microsoft 365, take them away and bring them back.
#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "cloud_house.h"

namespace headroom::cli {
namespace {

constexpr int people = 6;

class CloudCommands : public testing::Test {
 protected:
  void SetUp() override {
    if (const auto reason = test::CloudServer::reason_missing(); !reason.empty()) GTEST_SKIP() << reason;
    house_ = std::make_unique<CloudHouse>(people);
    house_->draw("old", 0);
    house_->draw("new", 16);
  }

  int run(std::vector<std::string> words) {
    words.insert(words.end(), {"--write-distance", "0"});
    return house_->run(house_->command(std::move(words)));
  }

  int upload(const std::string& folder) { return run({"upload", (house_->place / folder).string(), "--yes"}); }

  /// The identifier of the last run.
  std::string last_run() {
    EXPECT_EQ(house_->run({HEADROOM_PROGRAM, "status", "--json", "--state", (house_->place / "state").string()}), 0);
    const auto status = nlohmann::json::parse(house_->said);
    return status["runs"].front()["id"];
  }

  std::unique_ptr<CloudHouse> house_;
};

TEST_F(CloudCommands, a_run_that_replaced_photos_is_undone_though_the_service_made_its_own_of_them) {
  ASSERT_EQ(upload("old"), 0) << house_->said;
  const auto before = house_->server.photo("graph", "u00001");
  ASSERT_EQ(upload("new"), 0) << house_->said;
  ASSERT_THAT(house_->without("new"), testing::IsEmpty());
  ASSERT_EQ(run({"restore", "--run", last_run(), "--yes"}), 0) << house_->said;
  EXPECT_THAT(house_->without("new"), testing::SizeIs(people)) << "what came back is the service's picture of the old";
  EXPECT_EQ(upload("old"), 0) << house_->said;
  EXPECT_THAT(house_->writes().first, 3) << "and looks like the old one: nothing is written again";
}

TEST_F(CloudCommands, what_somebody_else_wrote_after_a_run_is_left_alone) {
  ASSERT_EQ(upload("old"), 0) << house_->said;
  ASSERT_EQ(upload("new"), 0) << house_->said;
  const std::string run_of_new = last_run();
  house_->server.put_photo("graph", "u00002", test::portrait_jpeg({240, 240}, 40));
  const auto theirs = house_->server.photo("graph", "u00002");
  EXPECT_EQ(run({"restore", "--run", run_of_new, "--yes"}), 3) << house_->said;
  EXPECT_EQ(house_->server.photo("graph", "u00002"), theirs);
}

TEST_F(CloudCommands, photos_are_shown_exported_and_taken_away) {
  ASSERT_EQ(upload("old"), 0) << house_->said;
  ASSERT_EQ(run({"show", "u00001", "nobody1", "--json"}), 3) << house_->said;
  EXPECT_THAT(house_->said, testing::HasSubstr("\"photo\""));
  EXPECT_THAT(house_->said, testing::HasSubstr("no-such-person"));
  EXPECT_EQ(run({"export", (house_->place / "all").string()}), 0) << house_->said;
  EXPECT_TRUE(std::filesystem::exists(house_->place / "all/u00006.jpg"));
  EXPECT_EQ(run({"remove", "u00001", "--yes"}), 0) << house_->said;
  EXPECT_THAT(house_->without("old"), testing::ElementsAre("u00001"));
}

}  // namespace
}  // namespace headroom::cli
