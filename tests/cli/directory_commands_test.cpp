// The delivering commands against a real OpenLDAP.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <nlohmann/json.hpp>

#include "cli/delivery_house.h"
#include "support/directory_server.h"

namespace headroom::cli {
namespace {

using test::SlapdServer;
using testing::HasSubstr;
using testing::Not;

class DirectoryCommands : public testing::Test {
 protected:
  void SetUp() override {
    if (const auto reason = SlapdServer::reason_missing(); !reason.empty()) GTEST_SKIP() << reason;
    server_ = std::make_unique<SlapdServer>(30);
    log_in_as(server_->service());
  }

  void log_in_as(const test::Account& account) {
    password_ = account.password;
    const auto file = house_.place.write("password", account.password + "\n");
    std::filesystem::permissions(file, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    connection_ = {
        "--to",      "ad",         "--server", server_->uri(),       "--ca-file",       server_->ca_file().string(),
        "--account", account.name, "--state",  house_.path("state"), "--password-file", file.string()};
  }

  int operator()(std::vector<std::string> arguments, const std::vector<std::string>& more = {}) {
    arguments.insert(arguments.end(), connection_.begin(), connection_.end());
    arguments.insert(arguments.end(), more.begin(), more.end());
    const int status = house_.run_alone(arguments);
    EXPECT_THAT(house_.text + house_.messages, Not(HasSubstr(password_)));
    return status;
  }

  std::string held(const std::string& key) {
    std::filesystem::remove_all(house_.place / "saved");
    EXPECT_EQ((*this)({"show", key, "--save", house_.path("saved")}), 0) << house_.text << house_.messages;
    const auto file = house_.place / "saved" / (key + ".jpg");
    return std::filesystem::exists(file) ? test::text_of(file) : "";
  }

  DeliveryHouse house_{{}};
  std::unique_ptr<SlapdServer> server_;
  std::string password_;
  std::vector<std::string> connection_;
};

TEST_F(DirectoryCommands, deliver_large_photos_elsewhere_first_and_small_ones_into_the_directory) {
  auto& headroom = *this;
  house_.place.write("store/people.csv", "id,key\nid-1,u00001\n");
  const std::string small = house_.draw("u00001 96x96.jpg"), large = house_.draw("u00001 648x648.jpg", 5);
  house_.draw("u00002 96x96.jpg", 7);
  house_.draw("u00002 648x648.jpg", 9);
  const std::vector<std::string> both{"upload", house_.out(), "--yes", "--to", "folder:" + house_.path("store")};
  EXPECT_EQ(headroom(both), 3) << "the folder knows nobody called u00002" << house_.text << house_.messages;
  EXPECT_THAT(house_.messages, HasSubstr("648x648 to folder " + house_.path("store") + ", then 96x96 to ad "));
  EXPECT_TRUE(house_.photo("u00001") == large);
  EXPECT_TRUE(held("u00001") == small);
  EXPECT_FALSE(held("u00002").empty());
  const std::string audit = test::text_of(house_.place / "state/audit.jsonl");
  EXPECT_LT(audit.find("\"store\":\"folder"), audit.find("\"store\":\"ad"));
  EXPECT_EQ(headroom({"upload", house_.out(), "--yes"}), 0) << house_.messages;
  EXPECT_THAT(house_.messages, HasSubstr("alone only 96x96 is delivered; 648x648 stays here"));
}

TEST_F(DirectoryCommands, upload_show_restore_and_remove_one_after_the_other) {
  auto& headroom = *this;
  const std::string first = house_.draw("u00001 96x96.jpg"), second = house_.draw("U00002 96x96.jpg", 5);
  EXPECT_EQ(headroom({"upload", house_.out(), "--yes"}), 0) << house_.text << house_.messages;
  EXPECT_EQ(held("u00001"), first);
  EXPECT_EQ(held("u00002"), second);
  EXPECT_EQ(headroom({"upload", house_.out(), "--yes", "--json"}), 0);
  EXPECT_EQ(nlohmann::json::parse(house_.text)["same"], 2);

  const std::string newer = house_.draw("u00001 96x96.jpg", 9);
  EXPECT_EQ(headroom({"upload", house_.out(), "--yes", "--json"}), 0);
  const std::string run = nlohmann::json::parse(house_.text)["run"];
  EXPECT_EQ(held("u00001"), newer);
  EXPECT_EQ(headroom({"restore", "--run", run, "--yes"}), 0) << house_.text << house_.messages;
  EXPECT_EQ(held("u00001"), first);

  EXPECT_EQ(headroom({"remove", "u00001", "--yes"}), 0) << house_.text << house_.messages;
  EXPECT_EQ(held("u00001"), "");
  EXPECT_EQ(headroom({"export", house_.path("all"), "--people", "(cn=*u0000*)"}), 0) << house_.text << house_.messages;
  EXPECT_EQ(test::text_of(house_.place / "all/u00002.jpg"), second);
  EXPECT_FALSE(std::filesystem::exists(house_.place / "all/u00001.jpg"));
  for (const char* name : {"state/audit.jsonl", "state/journal.sqlite", "out/delivery.csv"})
    EXPECT_THAT(test::text_of(house_.place / name), Not(HasSubstr(password_))) << name;
}

TEST_F(DirectoryCommands, people_who_may_not_be_written_fail_alone_with_3) {
  auto& headroom = *this;
  house_.draw("u00001 96x96.jpg");
  house_.draw("locked1 96x96.jpg");
  EXPECT_EQ(headroom({"upload", house_.out(), "--yes"}), 3) << house_.text << house_.messages;
  EXPECT_THAT(test::text_of(house_.place / "out/delivery.csv"), HasSubstr("locked1,create,failed,access-denied"));
  EXPECT_NE(held("u00001"), "");
}

TEST_F(DirectoryCommands, refusals_and_distrust_have_statuses_of_their_own) {
  auto& headroom = *this;
  house_.draw("u00001 96x96.jpg");
  const auto wrong = house_.place.write("wrong", "not-the-password");
  std::filesystem::permissions(wrong, std::filesystem::perms::owner_read);
  EXPECT_EQ(headroom({"upload", house_.out(), "--yes"}, {"--password-file", wrong.string()}), 5) << house_.messages;
  EXPECT_THAT(house_.messages, Not(HasSubstr("not-the-password")));
  EXPECT_EQ(headroom({"upload", house_.out(), "--yes"}, {"--ca-file", server_->unrelated_ca_file().string()}), 6);
  server_->kill();
  EXPECT_EQ(headroom({"upload", house_.out(), "--yes"}), 6);
  EXPECT_EQ(headroom({"status"}), 0) << "needs no server";
}

TEST_F(DirectoryCommands, doctor_finds_the_first_thing_to_mend) {
  auto& headroom = *this;
  EXPECT_EQ(headroom({"doctor", "--person", "u00001", "--write-test"}), 0) << house_.text;
  for (const char* part :
       {"ok       DNS", "ok       TCP", "ok       encryption", "ok       login", "ok       people", "ok       rights"})
    EXPECT_THAT(house_.text, HasSubstr(part));
  EXPECT_EQ(held("u00001"), "");
  EXPECT_EQ(headroom({"doctor"}, {"--ca-file", server_->unrelated_ca_file().string()}), 6);
  EXPECT_THAT(house_.text, HasSubstr("failed   encryption"));
  log_in_as(server_->powerless());
  EXPECT_EQ(headroom({"doctor", "--person", "u00001", "--write-test"}), 5);
  EXPECT_THAT(house_.text, HasSubstr("failed   rights"));
}

TEST_F(DirectoryCommands, batches_carry_ldif_for_the_people_of_the_directory) {
  auto& headroom = *this;
  house_.draw("u00001 96x96.jpg");
  EXPECT_EQ(headroom({"batch", house_.out(), house_.path("batches"), "--format", "ldif"}), 0) << house_.messages;
  EXPECT_THAT(test::text_of(house_.place / "batches/batch-0001/import.ldif"), HasSubstr("thumbnailPhoto"));
  EXPECT_EQ(headroom({"upload", house_.path("batches/batch-0001"), "--yes"}), 0) << house_.text << house_.messages;
}

TEST_F(DirectoryCommands, the_password_may_stand_in_the_environment_over_starttls) {
  const auto account = server_->service();
  ::setenv("HEADROOM_PASSWORD", account.password.c_str(), 1);
  EXPECT_EQ(house_.run_alone({"show", "u00001", "--to", "ad", "--server", server_->plain_uri(), "--security",
                              "starttls", "--ca-file", server_->ca_file().string(), "--account", account.name}),
            0)
      << house_.text << house_.messages;
  EXPECT_EQ(std::getenv("HEADROOM_PASSWORD"), nullptr);
}

}  // namespace
}  // namespace headroom::cli
