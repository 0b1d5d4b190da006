// doctor and refresh-thumbnails against Microsoft 365 and Exchange, emulated, and a real OpenLDAP.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/delivery_house.h"
#include "codec/photo_source.h"
#include "support/cloud_server.h"
#include "support/directory_server.h"

namespace headroom::cli {
namespace {

using test::CloudServer;
using test::SlapdServer;
using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class CloudDoctor : public testing::Test {
 protected:
  void SetUp() override {
    if (const auto reason = CloudServer::reason_missing(); !reason.empty()) GTEST_SKIP() << reason;
    if (const auto reason = SlapdServer::reason_missing(); !reason.empty()) GTEST_SKIP() << reason;
    cloud_ = std::make_unique<CloudServer>(10);
    directory_ = std::make_unique<SlapdServer>(10);
    keep("client-secret", cloud_->client_secret());
    keep("exchange-password", cloud_->service().password);
    keep("password", directory_->service().password);
    secrets_.pop_back();  // that server's is a word of everyday speech
    const std::string both = test::text_of(cloud_->ca_file()) + test::text_of(directory_->ca_file());
    house_.place.write("ca.pem", both);
  }

  std::string keep(const std::string& name, const std::string& secret) {
    secrets_.push_back(secret);
    const auto file = house_.place.write(name, secret + "\n");
    std::filesystem::permissions(file, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    return file.string();
  }

  /// Runs a command with everything that all stores need; `more` comes last and wins.
  int operator()(std::vector<std::string> arguments, const std::vector<std::string>& more = {}) {
    const std::vector<std::string> connection = {"--ca-file",
                                                 house_.path("ca.pem"),
                                                 "--state",
                                                 house_.path("state"),
                                                 "--tenant",
                                                 cloud_->tenant(),
                                                 "--client",
                                                 cloud_->client(),
                                                 "--client-secret-file",
                                                 house_.path("client-secret"),
                                                 "--login-url",
                                                 cloud_->login_url(),
                                                 "--graph-url",
                                                 cloud_->graph_url(),
                                                 "--write-distance",
                                                 "0",
                                                 "--exchange-url",
                                                 cloud_->ews_url(),
                                                 "--exchange-login",
                                                 "ntlm",
                                                 "--exchange-account",
                                                 cloud_->service().name,
                                                 "--exchange-password-file",
                                                 house_.path("exchange-password"),
                                                 "--base",
                                                 "OU=Staff," + directory_->base(),
                                                 "--server",
                                                 directory_->uri(),
                                                 "--account",
                                                 directory_->service().name,
                                                 "--password-file",
                                                 house_.path("password")};
    arguments.insert(arguments.end(), connection.begin(), connection.end());
    arguments.insert(arguments.end(), more.begin(), more.end());
    const int status = house_.run_alone(arguments);
    for (const std::string& secret : secrets_) EXPECT_THAT(house_.text + house_.messages, Not(HasSubstr(secret)));
    return status;
  }

  Size thumbnail_of(const std::string& key) {
    EXPECT_EQ((*this)({"show", key, "--to", "ad", "--save", house_.path("saved")}), 0) << house_.messages;
    const auto file = house_.place / "saved" / (key + ".jpg");
    if (!std::filesystem::exists(file)) return {};
    const std::string photo = test::text_of(file);
    const auto source = codec::open_photo({photo.begin(), photo.end()}, {});
    return source ? (*source)->size() : Size{};
  }

  DeliveryHouse house_{{}};
  std::unique_ptr<CloudServer> cloud_;
  std::unique_ptr<SlapdServer> directory_;
  std::vector<std::string> secrets_;
};

TEST_F(CloudDoctor, finds_a_hybrid_place_in_order) {
  auto& headroom = *this;
  EXPECT_EQ(headroom({"doctor"}), 0) << house_.text << house_.messages;
  for (const char* part :
       {"exchange\n", "m365\n", "ad\n", "ok       roles", "ok       clock", "ok       policy", "ok       version",
        "ok       mailbox", "hybrid: 648x648 into Microsoft 365 and", "by onPremisesSamAccountName"})
    EXPECT_THAT(house_.text, HasSubstr(part));
  EXPECT_THAT(house_.text, Not(HasSubstr("failed")));
  EXPECT_THAT(cloud_->violations(), IsEmpty());
}

TEST_F(CloudDoctor, tells_a_wrong_secret_after_one_attempt) {
  auto& headroom = *this;
  EXPECT_EQ(headroom({"doctor", "--to", "m365"}, {"--client-secret-file", keep("wrong", "not-the-client-secret")}), 5)
      << house_.text;
  EXPECT_THAT(house_.text, HasSubstr("failed   login"));
  EXPECT_EQ(cloud_->count("login POST"), 1) << cloud_->log();
}

TEST_F(CloudDoctor, tells_a_missing_role) {
  auto& headroom = *this;
  cloud_->settings(R"({"roles": ["User.Read.All"]})");
  EXPECT_EQ(headroom({"doctor", "--to", "m365"}), 5) << house_.text;
  EXPECT_THAT(house_.text, AllOf(HasSubstr("failed   roles"), HasSubstr("ProfilePhoto.ReadWrite.All")));
}

TEST_F(CloudDoctor, tells_a_tenant_whose_photos_come_from_on_premises) {
  auto& headroom = *this;
  cloud_->settings(R"({"photo_source": "onPremises"})");
  EXPECT_EQ(headroom({"doctor", "--to", "m365"}), 3) << house_.text;
  EXPECT_THAT(house_.text, HasSubstr("failed   policy"));
  EXPECT_EQ(headroom({"doctor", "--to", "m365", "--ignore-photo-policy"}), 0) << house_.text;
  EXPECT_THAT(house_.text, HasSubstr("warning  policy"));
}

TEST_F(CloudDoctor, tells_a_clock_that_is_wrong) {
  auto& headroom = *this;
  cloud_->advance(120);
  EXPECT_EQ(headroom({"doctor", "--to", "m365"}), 0) << house_.text;
  EXPECT_THAT(house_.text, HasSubstr("warning  clock"));
  cloud_->advance(600);
  EXPECT_EQ(headroom({"doctor", "--to", "m365"}), 2) << house_.text;
  EXPECT_THAT(house_.text, HasSubstr("failed   clock"));
}

TEST_F(CloudDoctor, tells_a_service_that_is_not_to_be_trusted) {
  auto& headroom = *this;
  EXPECT_EQ(headroom({"doctor", "--to", "m365"}, {"--ca-file", cloud_->unrelated_ca_file().string()}), 6);
  EXPECT_THAT(house_.text, HasSubstr("failed   encryption"));
}

TEST_F(CloudDoctor, tells_an_exchange_that_refuses_or_is_too_old) {
  auto& headroom = *this;
  EXPECT_EQ(headroom({"doctor", "--to", "exchange"}, {"--exchange-password-file", keep("wrong", "not-the-password")}),
            5)
      << house_.text;
  cloud_->settings(R"({"exchange": "2013"})");
  EXPECT_EQ(headroom({"doctor", "--to", "exchange"}), 2) << house_.text;
  EXPECT_THAT(house_.text, HasSubstr("2016"));
}

TEST_F(CloudDoctor, tries_the_right_to_write_on_one_person) {
  auto& headroom = *this;
  cloud_->settings(R"({"visible_after": 0})");
  cloud_->put_photo("graph", "u00001", test::portrait_jpeg({648, 648}));
  EXPECT_EQ(headroom({"doctor", "--to", "m365", "--person", "u00001"}), 0) << house_.text;
  EXPECT_THAT(house_.text, AllOf(HasSubstr("skipped  rights"), HasSubstr("--write-test")));
  EXPECT_EQ(headroom({"doctor", "--to", "m365", "--person", "u00001", "--write-test"}), 0) << house_.text;
  EXPECT_THAT(house_.text, HasSubstr("ok       rights"));
  EXPECT_EQ(headroom({"doctor", "--to", "m365", "--person", "u00002", "--write-test"}), 0) << house_.text;
  EXPECT_THAT(house_.text, HasSubstr("ok       rights"));
  EXPECT_ANY_THROW(cloud_->photo("graph", "u00002")) << "the test picture is taken away again";
}

TEST_F(CloudDoctor, thumbnails_come_back_from_microsoft_365) {
  auto& headroom = *this;
  cloud_->settings(R"({"visible_after": 0})");
  cloud_->put_photo("graph", "u00001", test::portrait_jpeg({648, 648}));
  cloud_->put_photo("graph", "u00002", test::portrait_jpeg({648, 648}, 30));
  EXPECT_EQ(headroom({"refresh-thumbnails", "--from", "m365", "--to", "ad", "--all", "--yes"}), 0)
      << house_.text << house_.messages;
  EXPECT_EQ(thumbnail_of("u00001"), (Size{96, 96}));
  EXPECT_EQ(thumbnail_of("u00002"), (Size{96, 96}));
  EXPECT_EQ(thumbnail_of("u00003"), Size{});
  EXPECT_THAT(cloud_->violations(), IsEmpty());
  EXPECT_EQ(headroom({"refresh-thumbnails", "--from", "m365", "--to", "ad", "--all", "--yes", "--json"}), 0);
  EXPECT_THAT(house_.text, AllOf(HasSubstr("\"created\": 0"), HasSubstr("\"replaced\": 0"), HasSubstr("\"same\": 2")));
}

TEST_F(CloudDoctor, thumbnails_come_back_from_exchange) {
  auto& headroom = *this;
  cloud_->put_photo("exchange", "u00001", test::portrait_jpeg({648, 648}));
  EXPECT_EQ(headroom({"refresh-thumbnails", "--from", "exchange", "--to", "ad", "--person", "u00001", "--yes"}), 0)
      << house_.text << house_.messages;
  EXPECT_EQ(thumbnail_of("u00001"), (Size{96, 96}));
  EXPECT_EQ(headroom({"refresh-thumbnails", "--from", "exchange", "--to", "ad", "--person", "u00002", "--yes"}), 3)
      << house_.text << house_.messages;
}

}  // namespace
}  // namespace headroom::cli
