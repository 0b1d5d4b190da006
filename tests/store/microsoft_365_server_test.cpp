// The store against a Microsoft 365 that is emulated: over TLS and HTTP/2, with real tokens.
#include <gmock/gmock.h>

#include <thread>

#include "store/careful.h"
#include "store/directory_settings.h"
#include "store/graph_json.h"
#include "store/microsoft_365.h"
#include "store/photo_store_contract.h"
#include "support/cloud_server.h"
#include "support/gradients.h"
#include "support/jpeg_files.h"

namespace headroom::store {
namespace {

using namespace std::chrono_literals;
using headroom::test::CloudServer;
using testing::Each;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

Microsoft365Settings settings_for(const CloudServer& cloud) {
  Microsoft365Settings settings;
  settings.tenant = cloud.tenant();
  settings.client = cloud.client();
  settings.certificate_file = cloud.certificate_file().string();
  settings.login_url = cloud.login_url();
  settings.graph_url = cloud.graph_url();
  settings.ca_file = cloud.ca_file().string();
  settings.least_distance = 0ms;
  settings.shows_within = 2s;
  return settings;
}

const std::atomic<bool>& never() {
  static const std::atomic<bool> stop{false};
  return stop;
}

Result<std::unique_ptr<PhotoStore>> connect(Microsoft365Settings settings) {
  return connect_microsoft_365(std::move(settings), system_clock(), never());
}

Bytes portrait(int side = 648, int quality = 90) {
  headroom::test::JpegLook look;
  look.quality = quality;
  return headroom::test::write_jpeg(headroom::test::gradient({side, side}), look);
}

test::Candidate candidate() {
  test::Candidate candidate;
  if (candidate.skip = CloudServer::reason_missing(); !candidate.skip.empty()) return candidate;
  const auto cloud = std::make_shared<CloudServer>(10);
  cloud->settings(R"({"visible_after": 0})");
  candidate.foundation = cloud;
  candidate.store = connect(settings_for(*cloud)).value();
  candidate.keys = {"u00001", "u00002", "u00003", "u00004"};
  candidate.open_again = [cloud] { return connect(settings_for(*cloud)).value(); };
  return candidate;
}

struct Microsoft365Server : testing::Test {
  void SetUp() override {
    if (const auto reason = CloudServer::reason_missing(); !reason.empty()) GTEST_SKIP() << reason;
    cloud_ = std::make_unique<CloudServer>(30);
    cloud_->settings(R"({"visible_after": 0})");
  }
  void TearDown() override {
    if (cloud_ && orderly_) {
      EXPECT_THAT(cloud_->violations(), IsEmpty());
      EXPECT_LE(cloud_->most_in_flight(), 4);
      EXPECT_EQ(cloud_->count("elsewhere GET") + cloud_->count("elsewhere PUT"), 0);
    }
  }

  /// Photos for everybody on the staff, by as many threads as suit the store; each has to arrive.
  void deliver_to_all(PhotoStore& store, const std::vector<Person>& people) {
    std::atomic<std::size_t> next{0};
    std::vector<std::thread> threads;
    for (int i = 0; i < 12; i++)
      threads.emplace_back([&] {
        for (std::size_t at = next++; at < people.size(); at = next++) {
          const auto put = store.put(people[at], portrait(96));
          EXPECT_TRUE(put) << people[at].key << ": " << words(put);
          const auto held = store.get(people[at]);
          EXPECT_TRUE(held && *held) << people[at].key << ": " << words(held);
        }
      });
    for (auto& thread : threads) thread.join();
  }
  std::vector<Person> staff(PhotoStore& store) {
    std::vector<Person> people;
    const auto listed = store.list([&](Person person) {
      if (person.key.starts_with("u0")) people.push_back(std::move(person));
    });
    EXPECT_TRUE(listed) << words(listed);
    return people;
  }
  std::unique_ptr<PhotoStore> wrapped(PhotoStore& inner) {
    Care care;
    care.seed = 1;
    care.tries = 8;
    return careful(inner, care, system_clock(), never(), pulse_);
  }

  std::unique_ptr<CloudServer> cloud_;
  Pulse pulse_;
  bool orderly_ = true;  // nothing is done in the test that the service would mind
};

TEST_F(Microsoft365Server, logs_in_with_a_certificate_or_a_secret) {
  EXPECT_EQ(connect(settings_for(*cloud_)).value()->identity(), "m365 " + cloud_->tenant());
  auto by_secret = settings_for(*cloud_);
  by_secret.certificate_file.clear();
  by_secret.client_secret = Secret(cloud_->client_secret());
  by_secret.tenant = "Headroom.onmicrosoft.com";
  EXPECT_EQ(connect(std::move(by_secret)).value()->identity(), "m365 " + cloud_->tenant());
}

TEST_F(Microsoft365Server, tries_a_refused_login_once) {
  using Change = void (*)(const CloudServer&, Microsoft365Settings&);
  const std::pair<Change, const char*> cases[] = {
      {[](const auto& cloud, auto& s) { s.certificate_file = cloud.unregistered_certificate_file().string(); },
       "not registered"},
      {[](const auto&, auto& s) { s.certificate_file.clear(), s.client_secret = Secret("wr0ng&secret"); }, "its value"},
      {[](const auto&, auto& s) { s.client = "00000000-0000-4000-8000-000000000001"; }, "does not know this app"},
      {[](const auto&, auto& s) { s.tenant = "nobody.example"; }, "no such tenant"},
  };
  for (const auto& [change, said] : cases) {
    cloud_->forget_log();
    auto settings = settings_for(*cloud_);
    change(*cloud_, settings);
    const auto connected = connect(std::move(settings));
    ASSERT_FALSE(connected) << said;
    EXPECT_THAT(words(connected), AllOf(StartsWith("login-refused"), HasSubstr(said), Not(HasSubstr("wr0ng"))));
    EXPECT_EQ(cloud_->count("login POST"), 1) << said;
    EXPECT_EQ(cloud_->count("graph GET"), 0) << said;
  }
}

TEST_F(Microsoft365Server, stops_for_good_when_the_login_is_refused_on_the_way) {
  const auto store = connect(settings_for(*cloud_)).value();
  const auto people = staff(*store);
  const auto careful_store = wrapped(*store);
  cloud_->end_tokens();
  cloud_->order(R"({"do": "answer", "site": "login", "status": 401, "body": "{\"error\": \"invalid_client\"}"})");
  cloud_->forget_log();
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; i++)
    threads.emplace_back([&, i] {
      for (int turn = 0; turn < 3; turn++)
        EXPECT_THAT(words(careful_store->put(people[static_cast<std::size_t>(i)], portrait(96))),
                    StartsWith("login-refused"));
    });
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(cloud_->count("login POST"), 1);
}

TEST_F(Microsoft365Server, trusts_nobody_whose_certificate_is_another_one) {
  auto settings = settings_for(*cloud_);
  settings.ca_file = cloud_->unrelated_ca_file().string();
  EXPECT_THAT(words(connect(std::move(settings))), StartsWith("untrusted"));
  EXPECT_EQ(cloud_->count("login POST"), 0);
  const CloudServer wrong_name(5, "wrong-name");
  EXPECT_THAT(words(connect(settings_for(wrong_name))), StartsWith("untrusted"));
}

TEST_F(Microsoft365Server, lists_everybody_but_guests_whatever_the_pages) {
  for (const char* pages : {R"({"page_most": 999})", R"({"page_most": 7})", R"({"page_most": 1})"}) {
    cloud_->settings(pages);
    std::vector<Person> people;
    const auto store = connect(settings_for(*cloud_)).value();
    ASSERT_TRUE(store->list([&](Person person) { people.push_back(std::move(person)); }));
    EXPECT_EQ(people.size(), 36U) << pages;
  }
}

TEST_F(Microsoft365Server, finds_people_by_every_kind_of_key) {
  struct {
    const char *key, *value, *name;
  } cases[] = {
      {"user-name", "U00007", "Person u00007"},
      {"user-name", "o'brien", "Mary O'Brien"},
      {"mail", "u00007@AD.test", "Person u00007"},
      {"mailNickname", "u00007", "Person u00007"},
      {"employeeId", "100007", "Person u00007"},
      {"onPremisesSamAccountName", "OBRIEN", "Mary O'Brien"},
      {"userPrincipalName", "o'brien@ad.test", "Mary O'Brien"},
  };
  for (const auto& c : cases) {
    auto settings = settings_for(*cloud_);
    settings.key = c.key;
    const auto store = connect(std::move(settings)).value();
    const auto found = store->find(c.value);
    ASSERT_TRUE(found) << words(found);
    ASSERT_EQ(found->size(), 1U) << c.key;
    EXPECT_EQ(found->front().name, c.name);
  }
  auto enabled = settings_for(*cloud_);
  enabled.people = "accountEnabled eq true";
  const auto store = connect(std::move(enabled)).value();
  EXPECT_TRUE(store->find("disabled1").value().empty());
  EXPECT_EQ(store->find("u00001").value().size(), 1U);
}

TEST_F(Microsoft365Server, does_with_the_least_rights) {
  cloud_->settings(R"({"roles": ["ProfilePhoto.ReadWrite.All", "User.ReadBasic.All"]})");
  const auto store = connect(settings_for(*cloud_)).value();
  EXPECT_EQ(staff(*store).size(), 30U);
  EXPECT_TRUE(store->find("guest1_partner.example#EXT#").value().empty());
  const Person ada = person(*store, "u00001");
  EXPECT_TRUE(store->put(ada, portrait()));
  EXPECT_TRUE(store->get(ada).value().has_value());
  auto by_number = settings_for(*cloud_);
  by_number.key = "employeeId";
  EXPECT_THAT(words(connect(std::move(by_number))), AllOf(StartsWith("usage"), HasSubstr("User.Read.All")));
}

TEST_F(Microsoft365Server, says_what_the_tenant_lets_it_do) {
  cloud_->settings(R"({"roles": ["User.ReadBasic.All"], "token_seconds": 1800})");
  cloud_->advance(-400);
  const auto facts = examine_microsoft_365(settings_for(*cloud_), system_clock(), never());
  ASSERT_TRUE(facts) << words(facts);
  EXPECT_EQ(facts->tenant, cloud_->tenant());
  EXPECT_THAT(facts->roles, testing::ElementsAre("User.ReadBasic.All"));
  EXPECT_THAT(facts->missing_roles, testing::ElementsAre("ProfilePhoto.ReadWrite.All"));
  EXPECT_EQ(facts->token_life, 1800s);
  EXPECT_NEAR(static_cast<double>(facts->clock_ahead.count()), 400, 3);
  ASSERT_TRUE(facts->policy_error);
  EXPECT_EQ(facts->policy_error->fault, Fault::access_denied);
  cloud_->settings(R"({"roles": ["User.ReadWrite.All", "PeopleSettings.Read.All"], "photo_source": "onPremises"})");
  const auto other = examine_microsoft_365(settings_for(*cloud_), system_clock(), never());
  ASSERT_TRUE(other);
  EXPECT_THAT(other->missing_roles, IsEmpty());
  EXPECT_EQ(other->photo_source, "onPremises");
  EXPECT_THAT(words(connect(settings_for(*cloud_))), AllOf(StartsWith("refused"), HasSubstr("on premises")));
}

TEST_F(Microsoft365Server, knows_people_without_a_mailbox_by_their_limit) {
  const auto store = connect(settings_for(*cloud_)).value();
  const Person nobox = person(*store, "nobox1");
  Bytes large = portrait();
  large.resize(102'401);
  EXPECT_THAT(words(store->put(nobox, large)), StartsWith("too-large"));
  large.resize(102'400);
  EXPECT_TRUE(store->put(nobox, large));
  cloud_->settings(R"({"unknown_user": "nested"})");
  Person gone = nobox;
  gone.id = "00000000-0000-4000-8000-00000000dead";
  large.resize(102'401);
  EXPECT_THAT(words(store->put(gone, large)), StartsWith("no-such-user"));
  EXPECT_THAT(words(store->get(gone)), StartsWith("no-such-user"));
}

TEST_F(Microsoft365Server, waits_out_refusals_in_all_their_forms) {
  for (const char* order :
       {R"({"do": "refuse", "site": "graph", "seconds": 1, "every": 9, "times": 3})",
        R"({"do": "refuse", "site": "graph", "seconds": 1, "form": "date", "every": 9, "times": 3})",
        R"({"do": "refuse", "site": "graph", "status": 503, "seconds": 1, "every": 9, "times": 2})",
        R"({"do": "refuse", "site": "graph", "form": "none", "every": 9, "times": 2})"}) {
    const auto store = connect(settings_for(*cloud_)).value();
    cloud_->order(order);
    deliver_to_all(*wrapped(*store), staff(*store));
    cloud_->forget_orders();
  }
  EXPECT_GE(cloud_->count("graph 429"), 8);
  EXPECT_EQ(cloud_->count("graph 503"), 2);
}

TEST_F(Microsoft365Server, gets_through_whatever_the_line_does_to_it) {
  for (const char* kind : {"truncated", "html", "redirect", "drop-before", "drop-after", "goaway", "tokens-end",
                           "unauthorized", "wrong-shape", "too-many-items"}) {
    const auto store = connect(settings_for(*cloud_)).value();
    const auto people = staff(*store);
    const std::string put = std::string(kind) == "too-many-items" ? R"("method": "PUT", )" : "";
    cloud_->order(R"({"do": ")" + std::string(kind) + R"(", "site": "graph", )" + put + R"("every": 11, "times": 4})");
    deliver_to_all(*wrapped(*store), people);
    cloud_->forget_orders();
    for (const Person& one : people) ASSERT_NO_THROW(cloud_->photo("graph", one.id)) << kind << ' ' << one.key;
  }
}

TEST_F(Microsoft365Server, gets_a_token_in_time_for_each_request) {
  cloud_->settings(R"({"token_seconds": 2})");
  const auto store = connect(settings_for(*cloud_)).value();
  const Person ada = person(*store, "u00001");
  cloud_->forget_log();
  const auto until = std::chrono::steady_clock::now() + 4s;
  while (std::chrono::steady_clock::now() < until) ASSERT_TRUE(store->get(ada));
  EXPECT_EQ(cloud_->count("graph 401"), 0);
  EXPECT_GE(cloud_->count("login POST"), 2);
}

TEST_F(Microsoft365Server, asks_a_broken_login_service_again) {
  const auto store = connect(settings_for(*cloud_)).value();
  const auto people = staff(*store);
  for (const char* kind : {"html", "truncated", "wrong-shape", "redirect", "drop-before"}) {
    cloud_->end_tokens();
    cloud_->order(R"({"do": ")" + std::string(kind) + R"(", "site": "login", "times": 2})");
    deliver_to_all(*wrapped(*store), people);
    cloud_->forget_orders();
  }
}

}  // namespace

namespace test {
INSTANTIATE_TEST_SUITE_P(Microsoft365, PhotoStoreContract, testing::Values(&candidate));
}  // namespace test

}  // namespace headroom::store
