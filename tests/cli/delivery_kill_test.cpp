// The program itself, delivering to a real domain controller that is killed now and then, as the program is.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include <csignal>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <random>
#include <set>
#include <sstream>
#include <thread>

#include "base/sanitized.h"
#include "delivery_audit.h"
#include "support/directory_server.h"
#include "support/temporary_folder.h"

namespace headroom::cli {
namespace {

namespace fs = std::filesystem;
using test::TemporaryFolder;

constexpr int people = sanitized ? 400 : 1000;
constexpr int kills = 20;
constexpr int with_a_photo = 300;  // of the people, before the delivery

/// What begins like a JPEG and differs from everything else; the length of a 96x96 portrait.
std::string picture(std::mt19937& random) {
  std::string bytes = "\xff\xd8\xff\xe0";
  const int length = std::uniform_int_distribution(2'000, 10'000)(random);
  while (static_cast<int>(bytes.size()) < length) bytes += static_cast<char>(random());
  return bytes;
}

std::string key(int number) { return fmt::format("u{:05d}", number); }

/// A domain controller, pictures for its people, and the program between them.
class Deliveries : public testing::Test {
 protected:
  void SetUp() override {
    if (const auto reason = test::SambaServer::reason_missing(); !reason.empty()) GTEST_SKIP() << reason;
    server_ = std::make_unique<test::SambaServer>(people);
    const auto password = place_.write("password", server_->service().password + "\n");
    fs::permissions(password, fs::perms::owner_read);
    std::mt19937 random(6);
    for (int i = 1; i <= people; i++) write("new", key(i), picture(random));
    for (int i = 1; i <= with_a_photo; i++) write("old", key(i), picture(random));
  }

  void write(const std::string& folder, const std::string& who, const std::string& bytes) {
    place_.write(folder + "/" + who + " 96x96.jpg", bytes);
    pictures_[folder][who] = bytes;
  }

  /// A command that asks nothing.
  std::vector<std::string> unasked(std::vector<std::string> words) const {
    words.emplace_back("--yes");
    return command(std::move(words));
  }

  std::vector<std::string> command(std::vector<std::string> words) const {
    words.insert(words.begin(), HEADROOM_PROGRAM);
    const std::vector<std::string> rest{"--to",
                                        "ad",
                                        "--server",
                                        server_->uri(),
                                        "--account",
                                        server_->service().name,
                                        "--password-file",
                                        (place_ / "password").string(),
                                        "--ca-file",
                                        server_->ca_file().string(),
                                        "--state",
                                        (place_ / "state").string(),
                                        "--quiet"};
    words.insert(words.end(), rest.begin(), rest.end());
    return words;
  }

  std::vector<std::string> upload(const std::string& folder) const {
    return unasked({"upload", (place_ / folder).string(), "--max-failures", "0"});
  }

  int run(const std::vector<std::string>& words) {
    said_.clear();
    return test::run_program(words, said_);
  }

  /// Whose photo is not that of this folder.
  std::vector<std::string> without(const std::map<std::string, std::string>& photos, const std::string& folder) const {
    std::vector<std::string> missing;
    for (const auto& [who, bytes] : pictures_.at(folder))
      if (const auto there = photos.find(who); there == photos.end() || there->second != bytes) missing.push_back(who);
    return missing;
  }

  TemporaryFolder place_;
  std::unique_ptr<test::SambaServer> server_;
  std::map<std::string, std::map<std::string, std::string>> pictures_;  // by folder and key
  std::string said_;
};

TEST_F(Deliveries, killed_at_twenty_moments_while_the_server_dies_twice_end_whole_and_can_be_taken_back) {
  ASSERT_EQ(run(upload("old")), 0) << said_;
  ASSERT_THAT(without(photos_in(*server_), "old"), testing::IsEmpty());

  std::mt19937 random(20);
  for (int i = 0; i < kills; i++) {
    test::ServerProcess program(upload("new"), place_ / "said");
    program.start();
    std::this_thread::sleep_for(std::chrono::milliseconds(std::uniform_int_distribution(20, 500)(random)));
    if (i % 10 == 5) {
      server_->kill();
      server_->restart();
    }
    program.kill();
  }
  EXPECT_EQ(run(upload("new")), 0) << said_;
  EXPECT_THAT(without(photos_in(*server_), "new"), testing::IsEmpty());
  EXPECT_THAT(sent_twice(audit_of(place_ / "state")), testing::IsEmpty());

  const auto lines = audit_of(place_ / "state").size();
  EXPECT_EQ(run(upload("new")), 0) << said_;
  EXPECT_EQ(audit_of(place_ / "state").size(), lines) << "a further run changes nothing";

  ASSERT_EQ(run(command({"status", "--json"})), 0) << said_;
  const auto status = nlohmann::json::parse(said_);
  for (const auto& one : status["runs"])
    if (one["command"] == "upload") {
      EXPECT_EQ(run(unasked({"restore", "--run", one["id"]})), 0) << said_;
    }
  EXPECT_THAT(without(photos_in(*server_), "old"), testing::IsEmpty());
}

}  // namespace
}  // namespace headroom::cli
