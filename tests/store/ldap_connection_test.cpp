#include "store/ldap_connection.h"

#include <gmock/gmock.h>

#include <atomic>
#include <thread>

#include "store/directory_settings.h"
#include "support/spoiling_proxy.h"

namespace headroom::store {
namespace {

using namespace std::chrono_literals;
using testing::AnyOf;
using testing::StartsWith;
using Clock = std::chrono::steady_clock;

class Connection : public testing::Test {
 protected:
  void SetUp() override {
    if (const auto reason = test::SlapdServer::reason_missing(); !reason.empty()) GTEST_SKIP() << reason;
    server_ = std::make_unique<test::SlapdServer>(40);
    settings_ = settings_for(*server_);
    settings_.connect_within = 500ms;
    settings_.answer_within = 500ms;
  }

  void connect() {
    auto store = connect_directory(std::move(settings_));
    ASSERT_TRUE(store) << words(store);
    store_ = std::move(*store);
    someone_ = person(*store_, "u00001");
  }

  std::unique_ptr<test::SlapdServer> server_;
  DirectorySettings settings_;
  std::unique_ptr<PhotoStore> store_;
  Person someone_;
};

TEST_F(Connection, to_a_frozen_server_is_given_up_in_the_set_time) {
  connect();
  server_->freeze();
  EXPECT_THAT(words(store_->put(someone_, picture(100, 1))), StartsWith("unknown-outcome"));
  EXPECT_THAT(words(store_->get(someone_)), StartsWith("unreachable"));
  server_->thaw();
  EXPECT_TRUE(store_->put(someone_, picture(100, 2)));
}

TEST_F(Connection, to_a_frozen_server_is_given_up_for_all_that_wait) {
  connect();
  server_->freeze();
  std::atomic<int> told = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; i++)
    threads.emplace_back([&, i] {
      Person another = someone_;
      const auto said = i % 2 == 0 ? words(store_->put(another, picture(100, 1))) : words(store_->get(another));
      if (said.starts_with("un")) told++;
    });
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(told, 8);
  server_->thaw();
}

TEST_F(Connection, cannot_be_made_to_a_frozen_server) {
  server_->freeze();
  for (const auto security : {DirectorySettings::Security::ldaps, DirectorySettings::Security::start_tls}) {
    DirectorySettings settings = settings_for(*server_);
    settings.connect_within = 200ms;
    settings.security = security;
    settings.servers = {security == DirectorySettings::Security::ldaps ? server_->uri() : server_->plain_uri()};
    EXPECT_THAT(words(connect_directory(std::move(settings))), StartsWith("unreachable"));
  }
  server_->thaw();
}

TEST_F(Connection, comes_back_after_the_server_was_killed) {
  connect();
  const Bytes photo = picture(3'000, 4);
  for (int time = 0; time < 2; time++) {
    server_->kill();
    EXPECT_THAT(words(store_->get(someone_)), StartsWith("unreachable"));
    server_->restart();
    const auto put = store_->put(someone_, photo);
    ASSERT_TRUE(put) << words(put);
    EXPECT_EQ((*store_->get(someone_)).value(), photo);
  }
}

TEST_F(Connection, that_is_cut_in_the_middle_leaves_the_outcome_open) {
  test::SpoilingProxy proxy(server_->host(), server_->port());
  settings_.servers = {proxy.address()};
  connect();
  for (const char* rules : {"cut=20000", "close=20000"}) {
    proxy.spoil(rules);
    EXPECT_THAT(words(store_->put(someone_, picture(100'000, 5))), StartsWith("unknown-outcome")) << rules;
    proxy.spoil("");
    EXPECT_TRUE(store_->put(someone_, picture(100'000, 6))) << rules;
  }
}

TEST_F(Connection, outlives_one_request_that_is_not_answered) {
  test::SpoilingProxy proxy(server_->host(), server_->port());
  settings_.servers = {proxy.address()};
  settings_.answer_within = 1s;
  connect();
  const Person slow{someone_.id, "", "", "cn=slow-write,ou=Retcode," + server_->base(), true};
  std::atomic<bool> over = false;
  std::atomic<int> failed = 0;
  std::thread others([&] {
    while (!over) failed += store_->get(someone_) ? 0 : 1;
  });
  EXPECT_THAT(words(store_->put(slow, picture(100, 1))), StartsWith("unknown-outcome"));
  over = true;
  others.join();
  EXPECT_TRUE(store_->put(someone_, picture(100, 2)));
  EXPECT_EQ(failed, 0);
  EXPECT_EQ(proxy.connections(), 1);
}

TEST_F(Connection, that_stalls_in_the_middle_of_an_answer_is_given_up) {
  test::SpoilingProxy proxy(server_->host(), server_->port());
  settings_.servers = {proxy.address()};
  connect();
  ASSERT_TRUE(store_->put(someone_, picture(100'000, 5)));
  proxy.spoil("stallback=30000");
  EXPECT_THAT(words(store_->get(someone_)), StartsWith("unreachable"));
  proxy.spoil("");
  EXPECT_TRUE(store_->get(someone_));
}

TEST_F(Connection, that_was_dropped_while_nothing_went_on_is_made_again) {
  test::SpoilingProxy proxy(server_->host(), server_->port());
  settings_.servers = {proxy.address()};
  connect();
  proxy.spoil("cut=1");
  EXPECT_THAT(words(store_->get(someone_)), AnyOf(StartsWith("unreachable"), StartsWith("no failure")));
  proxy.spoil("");
  EXPECT_TRUE(store_->get(someone_));
  EXPECT_TRUE(store_->put(someone_, picture(100, 5)));
}

TEST_F(Connection, goes_to_the_next_server_when_the_first_is_not_there) {
  settings_.servers.insert(settings_.servers.begin(), {"127.0.0.1:9", "no-such-name.invalid"});
  connect();
  EXPECT_TRUE(store_->put(someone_, picture(100, 5)));
}

TEST_F(Connection, carries_requests_side_by_side) {
  test::SpoilingProxy proxy(server_->host(), server_->port());
  settings_.servers = {proxy.address()};
  settings_.answer_within = 10s;
  connect();
  std::vector<Person> staff;
  for (int i = 10; i < 26; i++) staff.push_back(person(*store_, "u000" + std::to_string(i)));
  proxy.spoil("delay=100");
  const auto begin = Clock::now();
  std::vector<std::thread> threads;
  std::atomic<int> written = 0;
  for (const Person& someone : staff)
    threads.emplace_back([&] { written += store_->put(someone, picture(5'000, 1)) ? 1 : 0; });
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(written, 16);
  EXPECT_LT(Clock::now() - begin, 16 * 200ms);  // one after the other
}

TEST_F(Connection, carries_no_more_requests_than_it_may) {
  settings_.in_flight = 1;
  settings_.answer_within = 5s;
  connect();
  std::vector<std::thread> threads;
  std::atomic<int> got = 0;
  for (int i = 0; i < 16; i++) threads.emplace_back([&] { got += store_->find("u00002") ? 1 : 0; });
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(got, 16);
}

}  // namespace
}  // namespace headroom::store
