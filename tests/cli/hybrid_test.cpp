// The program itself, delivering to a real directory and to Microsoft 365 or Exchange, as the emulator has them, at
// once.
#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "cloud_house.h"
#include "delivery_audit.h"
#include "support/directory_server.h"
#include "support/real_files.h"

namespace headroom::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_photos = 40;

class Hybrid : public testing::Test {
 protected:
  void SetUp() override {
    for (const auto& reason : {test::SambaServer::reason_missing(), test::CloudServer::reason_missing()})
      if (!reason.empty()) GTEST_SKIP() << reason;
    const auto faces = test::real_files("faces/images", ".jpg");
    if (faces.empty()) GTEST_SKIP() << "there are no photos";
    samba_ = std::make_unique<test::SambaServer>(50);
    cloud_ = std::make_unique<CloudHouse>(50);
    cloud_->server.settings(R"({"requests": 1000000})");
    write_secret("password", samba_->service().password);
    for (const auto& face : faces) {
      if (keys_.size() == most_photos) break;
      keys_.push_back(CloudHouse::key(static_cast<int>(keys_.size()) + 10));
      fs::create_directories(cloud_->place / "photos");
      fs::copy_file(face, cloud_->place / ("photos/" + keys_.back() + face.extension().string()));
    }
  }

  std::string write_secret(const std::string& name, const std::string& secret) const {
    const auto file = cloud_->place.write(name, secret + "\n");
    fs::permissions(file, fs::perms::owner_read);
    return file.string();
  }

  std::vector<std::string> run_command(const std::vector<std::string>& more) const {
    std::vector<std::string> words{HEADROOM_PROGRAM,
                                   "run",
                                   (cloud_->place / "photos").string(),
                                   (cloud_->place / "out").string(),
                                   "--to",
                                   "ad",
                                   "--server",
                                   samba_->uri(),
                                   "--account",
                                   samba_->service().name,
                                   "--password-file",
                                   (cloud_->place / "password").string(),
                                   "--ca-file",
                                   (cloud_->place / "ca.pem").string(),
                                   "--state",
                                   (cloud_->place / "state").string(),
                                   "--log-identities",
                                   "--hold",
                                   "none",
                                   "--yes",
                                   "--quiet"};
    words.insert(words.end(), more.begin(), more.end());
    return words;
  }

  /// Both authorities in one file.
  void trust_both() const {
    cloud_->place.write("ca.pem", test::text_of(samba_->ca_file()) + test::text_of(cloud_->server.ca_file()));
  }

  /// The report's lines about photos that are not there.
  std::string not_there() const {
    std::istringstream report(test::text_of(cloud_->place / "out/delivery.csv"));
    std::string lines = cloud_->said;
    for (std::string line; std::getline(report, line);)
      if (line.find(",verified,") == std::string::npos) lines += line + "\n";
    return lines;
  }

  /// Those whose photo in the directory is not the output of this run, or came before the large one was seen.
  void expect_order(const std::string& first) const {
    const auto in_directory = photos_in(*samba_);
    std::map<std::string, std::size_t> seen, sent;  // by key: lines of the audit
    const auto lines = audit_of(cloud_->place / "state");
    for (std::size_t i = 0; i < lines.size(); i++) {
      const std::string store = lines[i].value("store", ""), key = lines[i].value("key", "");
      if (store.starts_with(first) && lines[i]["event"] == "verified") seen[key] = i;
      if (store.starts_with("ad ") && lines[i]["event"] == "sending") sent[key] = i;
    }
    for (const auto& key : keys_) {
      const std::string output = test::text_of(cloud_->place / ("out/" + key + " 96x96.jpg"));
      EXPECT_TRUE(in_directory.contains(key) && in_directory.at(key) == output) << key;
      ASSERT_TRUE(seen.contains(key) && sent.contains(key)) << key;
      EXPECT_LT(seen[key], sent[key]) << key;
    }
  }

  std::unique_ptr<test::SambaServer> samba_;
  std::unique_ptr<CloudHouse> cloud_;
  std::vector<std::string> keys_;
};

TEST_F(Hybrid, photos_go_into_microsoft_365_first_and_then_into_the_directory) {
  trust_both();
  const auto words =
      run_command({"--to", "m365", "--tenant", cloud_->server.tenant(), "--client", cloud_->server.client(),
                   "--client-secret-file", (cloud_->place / "secret").string(), "--login-url",
                   cloud_->server.login_url(), "--graph-url", cloud_->server.graph_url()});
  ASSERT_EQ(cloud_->run(words), 0) << not_there();
  expect_order("m365 ");
  const auto state = nlohmann::json::parse(cloud_->server.state());
  for (const auto& key : keys_) EXPECT_TRUE(state["graph"].contains(key)) << key;
  EXPECT_THAT(cloud_->log()["violations"].get<std::vector<std::string>>(), testing::IsEmpty());
}

TEST_F(Hybrid, photos_go_into_exchange_first_and_its_small_picture_does_not_stay_in_the_directory) {
  trust_both();
  const nlohmann::json directory{{"uri", samba_->uri()},
                                 {"name", samba_->administrator().name},
                                 {"password", samba_->administrator().password},
                                 {"ca_file", samba_->ca_file().string()},
                                 {"base", samba_->base()}};
  cloud_->server.settings(nlohmann::json{{"directory", directory}}.dump());
  const auto words =
      run_command({"--to", "exchange", "--exchange-url", cloud_->server.ews_url(), "--exchange-login", "ntlm",
                   "--exchange-account", cloud_->server.service().name, "--exchange-password-file",
                   write_secret("exchange", cloud_->server.service().password)});
  ASSERT_EQ(cloud_->run(words), 0) << not_there();
  expect_order("exchange ");
  EXPECT_THAT(cloud_->log()["violations"].get<std::vector<std::string>>(), testing::IsEmpty());
}

}  // namespace
}  // namespace headroom::cli
