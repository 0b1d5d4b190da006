// The store against an Exchange that is emulated: over TLS, with real logins.
#include <gmock/gmock.h>

#include <thread>

#include "store/exchange_house.h"
#include "store/jpeg_size.h"

namespace headroom::store {
namespace {

using namespace std::chrono_literals;
using Login = ExchangeSettings::Login;
using testing::HasSubstr;
using testing::IsEmpty;

const Person ada{"1", "u00001", "Person u00001", "", true, "u00001@ad.test"};
const Person obrien{"2", "obrien", "Mary O'Brien", "", true, "o'brien@ad.test"};
const Person stranger{"3", "stranger", "Nobody", "", true, "stranger@ad.test"};

/// One server for all of them, as new before each.
class ExchangeServer : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    if (test::CloudServer::reason_missing().empty()) cloud_ = std::make_unique<test::CloudServer>(10);
  }
  static void TearDownTestSuite() { cloud_.reset(); }

  void SetUp() override {
    if (!cloud_) GTEST_SKIP() << test::CloudServer::reason_missing();
    cloud_->forget_orders();
    cloud_->forget_log();
    cloud_->settings(R"({"exchange": "2016", "logins": ["Negotiate", "NTLM", "Basic"],
                         "write_without_impersonation": false})");
    for (const char* user : {"u00001", "obrien"}) cloud_->remove_photo("exchange", user);
  }
  void TearDown() override {
    if (cloud_) {
      EXPECT_THAT(cloud_->violations(), IsEmpty());
    }
  }

  void connect(ExchangeSettings settings) {
    auto store = connect_exchange(std::move(settings), people());
    ASSERT_TRUE(store) << name(store.error().fault) << ": " << store.error().detail;
    store_ = std::move(*store);
  }
  void connect() { connect(settings_for(*cloud_)); }
  Result<void> put(const Person& person) { return store_->put(person, portrait()); }

  static std::unique_ptr<test::CloudServer> cloud_;
  std::unique_ptr<PhotoStore> store_;
};

std::unique_ptr<test::CloudServer> ExchangeServer::cloud_;

TEST_F(ExchangeServer, takes_photos_by_every_login_it_has_been_taught) {
  for (const Login login : {Login::ntlm, Login::basic, Login::negotiate}) {
    connect(settings_for(*cloud_, login));
    for (const Person& person : {ada, obrien}) {
      const auto sent = put(person);
      ASSERT_TRUE(sent) << sent.error().detail;
      const auto held = store_->get(person);
      ASSERT_TRUE(held) << held.error().detail;
      ASSERT_TRUE(*held);
      EXPECT_EQ(jpeg_size(**held), (Size{648, 648}));
    }
  }
  EXPECT_EQ(cloud_->photo("exchange", "obrien").size(), portrait().size());
}

TEST_F(ExchangeServer, sends_a_photo_again_only_when_it_has_changed) {
  connect();
  ASSERT_TRUE(put(ada));
  const auto first = store_->get(ada);
  ASSERT_TRUE(first && *first);
  EXPECT_EQ(store_->get(ada).value(), *first);
  EXPECT_EQ(cloud_->count("exchange 304"), 1);
  ASSERT_TRUE(store_->put(ada, portrait(648, 40)));
  const auto second = store_->get(ada);
  ASSERT_TRUE(second && *second);
  EXPECT_NE(*second, *first);
}

TEST_F(ExchangeServer, has_no_photo_at_first_and_no_mailbox_for_strangers) {
  connect();
  const auto held = store_->get(ada);
  ASSERT_TRUE(held) << held.error().detail;
  EXPECT_FALSE(*held);
  EXPECT_EQ(store_->get(stranger).error().fault, Fault::no_such_user);
  EXPECT_EQ(put(stranger).error().fault, Fault::no_such_user);
}

TEST_F(ExchangeServer, refuses_a_wrong_password_once) {
  for (const Login login : {Login::ntlm, Login::basic}) {
    cloud_->forget_log();
    ExchangeSettings settings = settings_for(*cloud_, login);
    settings.password = Secret("not the password");
    const auto store = connect_exchange(std::move(settings), people());
    ASSERT_FALSE(store);
    EXPECT_EQ(store.error().fault, Fault::login_refused) << store.error().detail;
    EXPECT_THAT(store.error().detail, testing::Not(HasSubstr("not the password")));
    EXPECT_EQ(cloud_->count("exchange GET"), login == Login::basic ? 1 : 2) << cloud_->log();  // NTLM: hello, proof
  }
}

TEST_F(ExchangeServer, refuses_whoever_has_no_ticket_and_says_so_once) {
  ExchangeSettings settings = settings_for(*cloud_, Login::negotiate);
  settings.account.clear();
  settings.password = Secret();
  const auto store = connect_exchange(std::move(settings), people());
  ASSERT_FALSE(store);
  EXPECT_EQ(store.error().fault, Fault::login_refused) << store.error().detail;
}

TEST_F(ExchangeServer, tells_an_account_without_the_role) {
  ExchangeSettings settings = settings_for(*cloud_);
  settings.account = cloud_->powerless().name;
  settings.password = Secret(cloud_->powerless().password);
  connect(std::move(settings));
  const auto refused = put(ada);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().fault, Fault::access_denied);
  EXPECT_THAT(refused.error().detail, HasSubstr("ApplicationImpersonation"));
}

TEST_F(ExchangeServer, may_be_written_as_oneself_where_that_is_allowed) {
  ExchangeSettings settings = settings_for(*cloud_);
  settings.impersonate = false;
  connect(std::move(settings));
  EXPECT_EQ(put(ada).error().fault, Fault::access_denied);
  cloud_->settings(R"({"write_without_impersonation": true})");
  EXPECT_TRUE(put(ada));
}

TEST_F(ExchangeServer, asks_to_come_back_later_in_several_ways) {
  connect();
  const struct {
    const char* order;
    std::chrono::milliseconds wait;
    Fault fault = Fault::busy;
  } cases[] = {
      {R"({"do": "exchange-error", "back_off": 300, "times": 1})", 300ms},
      {R"({"do": "exchange-error", "back_off": 300, "status": 200, "times": 1})", 300ms},
      {R"({"do": "exchange-error", "back_off": 300, "status": 200, "inner": true, "times": 1})", 300ms},
      {R"({"do": "exchange-error", "code": "ErrorMailboxMoveInProgress", "times": 1})", 0ms, Fault::not_now},
      {R"({"do": "exchange-error", "code": "ErrorMailboxStoreUnavailable", "status": 200, "times": 1})", 0ms,
       Fault::not_now},
      {R"({"do": "exchange-error", "code": "ErrorExceededConnectionCount", "times": 1})", 0ms},
      {R"({"do": "html", "status": 503, "times": 1})", 0ms},
      {R"({"do": "answer", "status": 503, "headers": {"Retry-After": "2"}, "times": 1})", 2s},
  };
  for (const auto& c : cases) {
    cloud_->advance(1);  // past the last case's wait
    cloud_->order(c.order);
    const auto sent = put(ada);
    ASSERT_FALSE(sent) << c.order;
    EXPECT_EQ(name(sent.error().fault), name(c.fault)) << c.order << ' ' << sent.error().detail;
    EXPECT_EQ(sent.error().retry_after, c.wait) << c.order;
  }
  cloud_->advance(1);
  EXPECT_TRUE(put(ada));
}

TEST_F(ExchangeServer, leaves_doubt_where_the_answer_is_lost) {
  connect();
  for (const char* order : {R"({"do": "drop-after", "method": "POST", "times": 1})",
                            R"({"do": "drop-before", "method": "POST", "times": 1})",
                            R"({"do": "truncated", "method": "POST", "times": 1})",
                            R"({"do": "html", "method": "POST", "done": true, "times": 1})",
                            R"({"do": "wrong-shape", "method": "POST", "times": 1})"}) {
    cloud_->order(order);
    const auto sent = put(ada);
    ASSERT_FALSE(sent) << order;
    EXPECT_EQ(name(sent.error().fault), name(Fault::unknown_outcome)) << order << ' ' << sent.error().detail;
    EXPECT_TRUE(put(ada)) << order;
  }
}

TEST_F(ExchangeServer, follows_no_redirect) {
  connect();
  cloud_->order(R"({"do": "redirect", "times": 1, "method": "POST"})");
  EXPECT_EQ(put(ada).error().fault, Fault::unreachable);
  EXPECT_EQ(cloud_->count("elsewhere POST"), 0);
}

TEST_F(ExchangeServer, of_2013_cannot_set_photos_but_show_them) {
  cloud_->settings(R"({"exchange": "2013"})");
  connect();
  const auto sent = put(ada);
  ASSERT_FALSE(sent);
  EXPECT_EQ(sent.error().fault, Fault::unsupported) << sent.error().detail;
  EXPECT_THAT(sent.error().detail, HasSubstr("Exchange 2016 or later"));
  const Bytes photo = portrait();
  cloud_->put_photo("exchange", "u00001", {photo.begin(), photo.end()});
  EXPECT_TRUE(store_->get(ada).value());
}

TEST_F(ExchangeServer, is_examined_without_changing_anything) {
  const Bytes photo = portrait();
  cloud_->put_photo("exchange", "u00001", {photo.begin(), photo.end()});
  const struct {
    const char* server;
    const char* version;
    bool sets_photos;
  } cases[] = {{R"({"exchange": "2013"})", "15.0.1497.2", false},
               {R"({"exchange": "2016"})", "15.1.2507.6", true},
               {R"({"exchange": "2019"})", "15.2.1118.40", true}};
  for (const auto& c : cases) {
    cloud_->settings(c.server);
    const auto facts = examine_exchange(settings_for(*cloud_, Login::negotiate), ada.mail);
    ASSERT_TRUE(facts) << facts.error().detail;
    EXPECT_EQ(facts->version, c.version);
    EXPECT_EQ(facts->login, "NTLM");
    EXPECT_EQ(facts->sets_photos, c.sets_photos);
  }
  EXPECT_EQ(examine_exchange(settings_for(*cloud_), "stranger@ad.test").error().fault, Fault::no_such_user);
  EXPECT_TRUE(examine_exchange(settings_for(*cloud_), "u00002@ad.test"));  // who has no photo
  cloud_->settings(R"({"logins": ["Negotiate"]})");
  const auto refused = examine_exchange(settings_for(*cloud_), ada.mail);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().fault, Fault::login_refused);
  EXPECT_THAT(refused.error().detail, HasSubstr("only: Negotiate"));
}

TEST_F(ExchangeServer, serves_many_at_the_same_time_over_few_connections) {
  connect();
  std::vector<std::thread> threads;
  for (int i = 1; i <= 9; i++)
    threads.emplace_back([this, i] {
      const Person person{"", "", "", "", true, "u0000" + std::to_string(i) + "@ad.test"};
      for (int turn = 0; turn < 3; turn++) {
        const auto sent = store_->put(person, portrait(648, 60 + turn));
        EXPECT_TRUE(sent) << sent.error().detail;
        const auto held = store_->get(person);
        EXPECT_TRUE(held && *held);
      }
    });
  for (auto& thread : threads) thread.join();
  EXPECT_LE(cloud_->most_in_flight("exchange"), 10);
  EXPECT_LE(cloud_->count("exchange 401"), 2 * 10) << "a login for each connection, not for each request";
}

TEST_F(ExchangeServer, is_not_trusted_with_another_authoritys_certificate) {
  ExchangeSettings settings = settings_for(*cloud_);
  settings.ca_file = cloud_->unrelated_ca_file().string();
  const auto store = connect_exchange(std::move(settings), people());
  ASSERT_FALSE(store);
  EXPECT_EQ(store.error().fault, Fault::untrusted) << store.error().detail;
}

}  // namespace
}  // namespace headroom::store
