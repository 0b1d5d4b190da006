// The program itself, delivering to Microsoft 365 as the emulator has it, through all that goes wrong there.
#include <gmock/gmock.h>

#include <csignal>
#include <random>
#include <set>
#include <thread>

#include "base/sanitized.h"
#include "cloud_house.h"
#include "delivery_audit.h"
#include "support/spoiling_proxy.h"

namespace headroom::cli {
namespace {

namespace fs = std::filesystem;

constexpr int people = sanitized ? 800 : 2000;
constexpr int kills = 20;
constexpr double distance = 2;  // seconds between two writes to one person
const std::vector<std::string> hurried{"--requests", "1000000", "--write-distance", "2", "--tries", "8"};

class Cloud : public testing::Test {
 protected:
  void SetUp() override {
    if (const auto reason = test::CloudServer::reason_missing(); !reason.empty()) GTEST_SKIP() << reason;
    house_ = std::make_unique<CloudHouse>(people);
    house_->server.settings(R"({"requests": 1000000, "upload_bytes": 100000000000})");
    house_->draw("new", 0);
  }

  /// Everything that is in the texts of the state folder and of the outputs.
  std::string everything_written() const {
    std::string all;
    for (const auto& entry : fs::recursive_directory_iterator(house_->place.path()))
      if (entry.is_regular_file() && entry.path().filename() != "secret" && entry.path().extension() != ".jpg")
        all += test::text_of(entry.path());
    return all;
  }

  std::unique_ptr<CloudHouse> house_;
};

constexpr const char* storm = R"([
  {"do": "refuse", "status": 429, "seconds": 1, "form": "seconds", "site": "graph", "every": 701, "times": 4},
  {"do": "refuse", "status": 429, "seconds": 1, "form": "date", "site": "graph", "every": 907, "times": 3},
  {"do": "refuse", "status": 429, "form": "none", "site": "graph", "every": 1103, "times": 3},
  {"do": "refuse", "status": 503, "seconds": 1, "form": "seconds", "site": "graph", "every": 1301, "times": 2},
  {"do": "refuse", "status": 503, "form": "none", "site": "graph", "skip": 50, "every": 997, "times": 3},
  {"do": "drop-before", "site": "graph", "path": "/photo/", "skip": 100, "every": 311, "times": 8},
  {"do": "drop-after", "site": "graph", "method": "PUT", "skip": 20, "every": 173, "times": 8},
  {"do": "slow", "site": "graph", "seconds": 0.4, "every": 211, "times": 12},
  {"do": "too-many-items", "site": "graph", "method": "PUT", "skip": 11, "every": 241, "times": 6},
  {"do": "truncated", "site": "graph", "method": "GET", "path": "/photo/", "skip": 30, "every": 397, "times": 8},
  {"do": "html", "site": "graph", "method": "GET", "skip": 5, "every": 433, "times": 8},
  {"do": "html", "site": "graph", "method": "PUT", "skip": 5, "every": 409, "times": 3},
  {"do": "wrong-shape", "site": "graph", "method": "GET", "path": "/users$", "times": 1},
  {"do": "redirect", "site": "graph", "method": "PUT", "path": "/photo/", "skip": 333, "times": 1},
  {"do": "redirect", "site": "graph", "method": "GET", "path": "/photo/", "skip": 444, "times": 1},
  {"do": "tokens-end", "site": "graph", "skip": 500, "every": 700, "times": 2}
])";

TEST_F(Cloud, all_photos_are_there_in_the_end_whatever_the_service_does) {
  house_->server.settings(R"({"visible_after": 0.3, "write_distance": 1.5, "token_seconds": 8})");
  house_->server.order(storm);
  // A proxy that resets connections in both directions stands between them for the first half.
  test::SpoilingProxy proxy(house_->server.host(), house_->server.graph_port(), "cut=3000000:2");
  auto words = house_->upload("new", hurried);
  for (auto& word : words)
    if (word == house_->server.graph_url()) word = "https://" + proxy.address();
  int status = house_->run(words);
  for (int more = 0; status != 0 && more < 3; more++) status = house_->run(house_->upload("new", hurried));
  EXPECT_EQ(status, 0) << house_->said;

  EXPECT_THAT(house_->without("new"), testing::IsEmpty());
  const auto log = house_->log();
  EXPECT_THAT(log["violations"].get<std::vector<std::string>>(), testing::IsEmpty());
  EXPECT_LE(log["most_in_flight"]["graph"].get<int>(), 4);
  EXPECT_GE(house_->writes().second, distance - 0.2);
  EXPECT_THAT(sent_twice(audit_of(house_->place / "state")), testing::IsEmpty());
  std::set<std::string> weather;
  for (const auto& request : log["requests"]) {
    EXPECT_NE(request["site"], "elsewhere") << request;
    if (request["fault"].is_string()) weather.insert(request["fault"]);
  }
  EXPECT_THAT(weather, testing::IsSupersetOf({"refuse", "drop-before", "drop-after", "slow", "too-many-items",
                                              "truncated", "html", "wrong-shape", "redirect", "tokens-end"}));

  const std::string written = everything_written() + house_->said;
  EXPECT_THAT(written.find(house_->server.client_secret()), std::string::npos);
  EXPECT_THAT(written.find("Bearer "), std::string::npos);
  EXPECT_THAT(written.find("eyJ"), std::string::npos) << "a token begins so";
}

TEST_F(Cloud, refused_credentials_are_tried_once) {
  const auto wrong = house_->place.write("wrong", "not-the-secret\n");
  fs::permissions(wrong, fs::perms::owner_read);
  auto words = house_->upload("new");
  for (auto& word : words)
    if (word == (house_->place / "secret").string()) word = wrong.string();
  EXPECT_EQ(house_->run(words), 5) << house_->said;
  EXPECT_EQ(house_->log()["counts"]["login POST"], 1);
  EXPECT_THAT(house_->said, testing::Not(testing::HasSubstr("not-the-secret")));
}

TEST_F(Cloud, a_program_killed_at_twenty_moments_loses_nothing_and_sends_nothing_twice) {
  std::mt19937 random(20);
  const auto words = house_->upload("new", hurried);
  for (int i = 0; i < kills; i++) {
    test::ServerProcess program(words, house_->place / "said");
    program.start();
    std::this_thread::sleep_for(std::chrono::milliseconds(std::uniform_int_distribution(100, 1'500)(random)));
    program.kill();
  }
  EXPECT_EQ(house_->run(words), 0) << house_->said;
  EXPECT_THAT(house_->without("new"), testing::IsEmpty());
  EXPECT_THAT(sent_twice(audit_of(house_->place / "state")), testing::IsEmpty());

  const auto lines = audit_of(house_->place / "state").size();
  EXPECT_EQ(house_->run(words), 0) << house_->said;
  EXPECT_EQ(audit_of(house_->place / "state").size(), lines) << "a further run changes nothing";
}

}  // namespace
}  // namespace headroom::cli
