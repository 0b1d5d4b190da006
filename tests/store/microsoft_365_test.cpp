#include "store/microsoft_365.h"

#include <gmock/gmock.h>

#include "store/directory_settings.h"
#include "store/graph_script.h"
#include "store/microsoft_365_tenant.h"
#include "support/fake_clock.h"

namespace headroom::store {
namespace {

using namespace std::chrono_literals;
using headroom::test::FakeClock;
using test::graph_body;
using test::reply;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::StartsWith;

const Person ada{"8c7c1a52-6a55-4d0e-9d5d-0a4b6f3b9a10", "ada", "Ada Lovelace", "ada@contoso.example", true, ""};

struct Microsoft365Test : testing::Test {
  Result<std::unique_ptr<PhotoStore>> connect(Microsoft365Settings settings = test::scripted_settings()) {
    return microsoft_365_over(std::make_unique<test::ScriptedGraph>(script), std::move(settings), clock, stop);
  }
  /// Connected; what was asked for that is forgotten.
  PhotoStore& store() {
    if (!store_) {
      script->replies.push_front(reply(200, R"({"source":"cloud"})"));
      store_ = std::move(connect().value());
      script->asked.clear();
    }
    return *store_;
  }
  void answers(Result<HttpReply> next) { script->replies.push_back(std::move(next)); }
  std::string words_of_put(Result<HttpReply> next, std::size_t size = 5'000) {
    store();
    answers(std::move(next));
    return words(store().put(ada, picture(size, 1)));
  }

  FakeClock clock;
  std::atomic<bool> stop{false};
  std::shared_ptr<test::GraphScript> script = std::make_shared<test::GraphScript>();

 private:
  std::unique_ptr<PhotoStore> store_;
};

TEST_F(Microsoft365Test, says_which_tenant_it_is_and_as_which_application_it_acts) {
  EXPECT_EQ(store().identity(), std::string("m365 ") + test::tenant_id);
  EXPECT_EQ(store().account(), "application 0c9b8a4e-33f1-4d0a-8f55-7b1f2f9d6e10");
  const Traits& traits = store().traits();
  EXPECT_EQ(traits.kind, "m365");
  EXPECT_FALSE(traits.keeps_bytes);
  EXPECT_EQ(traits.most_bytes, 4'194'304U);
  EXPECT_EQ(traits.modest_bytes, 102'400U);
  EXPECT_EQ(traits.in_flight, 4);
  EXPECT_EQ(traits.people_at_once(), 48);
  EXPECT_EQ(traits.least_distance, 30s);
  EXPECT_EQ(traits.shows_within, 60s);
}

TEST_F(Microsoft365Test, wants_settings_that_make_sense) {
  using Change = void (*)(Microsoft365Settings&);
  struct {
    Change change;
    const char* words;
  } cases[] = {
      {[](auto& s) { s.tenant.clear(); }, "no tenant"},
      {[](auto& s) { s.tenant = "../x"; }, "neither a tenant's domain"},
      {[](auto& s) { s.client = "headroom"; }, "client ID"},
      {[](auto& s) { s.client_secret = Secret(); }, "neither a certificate"},
      {[](auto& s) { s.certificate_file = "/nowhere.pem"; }, "cannot be read"},
      {[](auto& s) { s.cloud = "germany"; }, "there is no cloud"},
      {[](auto& s) { s.graph_url = "http://graph.example"; }, "https://"},
      {[](auto& s) { s.key = "a b"; }, "no property"},
      {[](auto& s) { s.in_flight = 0; }, "at least one"},
      {[](auto& s) { s.requests = 9; }, "10 requests"},
  };
  for (const auto& c : cases) {
    auto settings = test::scripted_settings();
    c.change(settings);
    const auto connected = connect(std::move(settings));
    ASSERT_FALSE(connected) << c.words;
    EXPECT_EQ(connected.error().fault, Fault::usage);
    EXPECT_THAT(connected.error().detail, HasSubstr(c.words));
  }
  EXPECT_TRUE(script->asked.empty() && script->logged.empty());
}

TEST_F(Microsoft365Test, does_nothing_where_photos_come_from_on_premises) {
  answers(reply(200, R"({"source":"onPremises"})"));
  const auto refused = connect();
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().fault, Fault::refused);
  EXPECT_THAT(refused.error().detail, HasSubstr("photoUpdateSettings"));
  auto settings = test::scripted_settings();
  settings.heed_policy = false;
  script->asked.clear();
  EXPECT_TRUE(connect(std::move(settings)));
  EXPECT_TRUE(script->asked.empty());
}

TEST_F(Microsoft365Test, goes_on_where_it_may_not_see_where_photos_come_from) {
  for (const auto& policy : {reply(403, graph_body("Authorization_RequestDenied", "")), reply(404),
                             reply(200, R"({"source":null})"), reply(200, R"({"source":"cloud"})")}) {
    answers(policy);
    EXPECT_TRUE(connect()) << policy.status;
  }
  answers(reply(200, "<html>Sign in</html>"));
  EXPECT_EQ(connect().error().fault, Fault::unreachable);
}

TEST_F(Microsoft365Test, waits_where_the_login_service_asks_to_come_back_later) {
  for (int i = 0; i < 2; i++) script->logins.push_back(reply(429, "", {{"retry-after", "20"}}));
  answers(reply(200, R"({"source":"cloud"})"));
  EXPECT_TRUE(connect());
  EXPECT_GE(clock.passed(), 40s);
  for (int i = 0; i < 9; i++) script->logins.push_back(reply(503));
  EXPECT_EQ(connect().error().fault, Fault::busy);
}

TEST_F(Microsoft365Test, does_not_wait_a_day_for_a_login_and_says_what_the_service_asks) {
  script->logins.push_back(reply(429, "", {{"retry-after", "86400"}}));
  const auto connected = connect();
  ASSERT_FALSE(connected);
  EXPECT_EQ(connected.error().fault, Fault::busy);
  EXPECT_THAT(connected.error().detail, HasSubstr("asks to come back in 1440 min"));
  EXPECT_LT(clock.passed(), 1min);
}

TEST_F(Microsoft365Test, sends_a_photo_as_it_is_to_the_person_by_identifier) {
  const Bytes photo = picture(5'000, 7);
  answers(reply(200));
  ASSERT_TRUE(store().put(ada, photo));
  ASSERT_EQ(script->asked.size(), 1U);
  const auto& asked = script->asked[0];
  EXPECT_EQ(asked.method, "PUT");
  EXPECT_EQ(asked.url, "https://graph.example/v1.0/users/8c7c1a52-6a55-4d0e-9d5d-0a4b6f3b9a10/photo/$value");
  EXPECT_EQ(asked.authorization, "Bearer " + test::token_text(1));
  EXPECT_EQ(asked.body, std::string(photo.begin(), photo.end()));
  EXPECT_THAT(asked.headers, ElementsAre("Content-Type: image/jpeg", StartsWith("User-Agent: headroom/"),
                                         testing::MatchesRegex("client-request-id: [0-9a-f-]{36}")));
  answers(reply(204));
  EXPECT_TRUE(store().put(ada, photo));
}

TEST_F(Microsoft365Test, sends_nothing_that_cannot_be_a_photo_of_somebody) {
  for (const std::size_t size : {0UL, 2UL, (4UL << 20) + 1})
    EXPECT_THAT(words(store().put(ada, picture(size, 1))), StartsWith("refused")) << size;
  EXPECT_THAT(words(store().put(ada, Bytes(500, 0x42))), HasSubstr("not a JPEG"));
  for (const char* id : {"", "..", "me", "8c7c1a52-6a55-4d0e-9d5d-0a4b6f3b9a10/../x", "ada@contoso.example"}) {
    const Person stranger{id, "x", "", "", true, ""};
    EXPECT_THAT(words(store().put(stranger, picture(500, 1))), StartsWith("no-such-user")) << id;
    EXPECT_THAT(words(store().get(stranger)), StartsWith("no-such-user")) << id;
    EXPECT_THAT(words(store().remove(stranger)), StartsWith("no-such-user")) << id;
  }
  EXPECT_TRUE(script->asked.empty());
}

TEST_F(Microsoft365Test, tells_people_without_a_mailbox_by_what_is_too_large_for_them) {
  const auto odd = reply(404, graph_body("UnknownError", ""));
  EXPECT_THAT(words_of_put(odd, 102'401), AllOf(StartsWith("too-large"), HasSubstr("no mailbox")));
  EXPECT_THAT(words_of_put(reply(404, ""), 200'000), StartsWith("too-large"));
  EXPECT_THAT(words_of_put(odd, 102'400), StartsWith("refused"));
  EXPECT_THAT(words_of_put(reply(404, graph_body("Request_ResourceNotFound", "")), 200'000),
              StartsWith("no-such-user"));
  EXPECT_THAT(words_of_put(reply(404, graph_body("ErrorItemNotFound", "Too many photo items")), 200'000),
              StartsWith("not-now"));
  EXPECT_THAT(words_of_put(reply(413), 200'000), StartsWith("too-large"));
  EXPECT_THAT(words_of_put(reply(413), 5'000), StartsWith("refused"));
}

TEST_F(Microsoft365Test, knows_that_a_web_page_is_no_confirmation) {
  const auto page = reply(200, "<html>Sign in</html>", {{"content-type", "text/html; charset=utf-8"}});
  EXPECT_THAT(words_of_put(page), StartsWith("unknown-outcome"));
  answers(page);
  EXPECT_THAT(words(store().remove(ada)), StartsWith("unknown-outcome"));
  answers(page);
  EXPECT_THAT(words(store().get(ada)), StartsWith("unreachable"));
  answers(page);
  EXPECT_THAT(words(store().list([](const Person&) {})), StartsWith("unreachable"));
}

TEST_F(Microsoft365Test, gives_the_photo_or_says_that_there_is_none) {
  answers(reply(200, "\xff\xd8\xff photo", {{"content-type", "image/jpeg"}}));
  EXPECT_EQ(store().get(ada).value().value().size(), 9U);
  answers(reply(404, graph_body("ImageNotFound", "")));
  EXPECT_FALSE(store().get(ada).value().has_value());
  const std::string pixel("GIF89a\1\0\1\0\x80\0\0", 13);
  answers(reply(200, pixel, {{"content-type", "image/gif"}}));
  EXPECT_FALSE(store().get(ada).value().has_value());
  answers(reply(200, "", {{"content-type", "image/jpeg"}}));
  EXPECT_THAT(words(store().get(ada)), StartsWith("unreachable"));
  answers(reply(404, "<html>"));
  EXPECT_THAT(words(store().get(ada)), StartsWith("not-now"));
}

TEST_F(Microsoft365Test, removes_a_photo_that_may_be_gone_already) {
  for (const int status : {200, 204}) {
    answers(reply(status));
    EXPECT_TRUE(store().remove(ada));
  }
  EXPECT_EQ(script->asked[0].method, "DELETE");
  answers(reply(404, graph_body("ImageNotFound", "")));
  EXPECT_TRUE(store().remove(ada));
  answers(reply(404, graph_body("Request_ResourceNotFound", "")));
  EXPECT_THAT(words(store().remove(ada)), StartsWith("no-such-user"));
}

TEST_F(Microsoft365Test, follows_pages_as_they_are_given) {
  const auto page = [](int number, const std::string& next) {
    const std::string id = "8c7c1a52-6a55-4d0e-9d5d-00000000000" + std::to_string(number);
    return reply(200, R"({"value":[{"id":")" + id + R"(","userPrincipalName":"u)" + std::to_string(number) +
                          R"(@x"}])" + (next.empty() ? "" : R"(,"@odata.nextLink":")" + next + "\"") + "}");
  };
  store();
  answers(page(1, "https://graph.example/v1.0/users?$skiptoken=a%20b&x=%27"));
  answers(page(2, "https://graph.example/v1.0/users?$skiptoken=c"));
  answers(page(3, ""));
  std::vector<std::string> keys;
  ASSERT_TRUE(store().list([&](const Person& person) { keys.push_back(person.key); }));
  EXPECT_THAT(keys, ElementsAre("u1", "u2", "u3"));
  EXPECT_EQ(script->asked[1].url, "https://graph.example/v1.0/users?$skiptoken=a%20b&x=%27");
}

TEST_F(Microsoft365Test, shows_the_token_to_nobody_else) {
  for (const char* next : {"https://evil.example/v1.0/users", "http://graph.example/v1.0/users",
                           "https://graph.example.evil.example/x", "https://graph.example@evil.example/x"}) {
    store();
    script->asked.clear();
    answers(reply(200, R"({"value":[],"@odata.nextLink":")" + std::string(next) + "\"}"));
    EXPECT_THAT(words(store().list([](const Person&) {})), AllOf(StartsWith("unreachable"), HasSubstr("token")));
    EXPECT_EQ(script->asked.size(), 1U) << next;
  }
  for (const int status : {301, 302, 307, 308}) {
    script->asked.clear();
    answers(reply(status, "", {{"location", "https://evil.example/photo"}}));
    EXPECT_THAT(words(store().put(ada, picture(500, 1))), AllOf(StartsWith("unreachable"), HasSubstr("evil.example")));
    EXPECT_EQ(script->asked.size(), 1U) << status;
  }
}

TEST_F(Microsoft365Test, does_not_walk_in_circles) {
  store();
  for (int i = 0; i < 3; i++)
    answers(reply(200, R"({"value":[],"@odata.nextLink":"https://graph.example/v1.0/users?$skiptoken=a"})"));
  EXPECT_THAT(words(store().list([](const Person&) {})), HasSubstr("circle"));
  EXPECT_EQ(script->asked.size(), 2U);
}

TEST_F(Microsoft365Test, asks_for_a_new_token_once_when_the_old_one_is_not_taken) {
  store();
  const auto no = reply(401, graph_body("InvalidAuthenticationToken", "expired"));
  answers(no);
  answers(reply(200));
  EXPECT_TRUE(store().put(ada, picture(500, 1)));
  EXPECT_EQ(script->asked[1].authorization, "Bearer " + test::token_text(2));
  answers(no);
  answers(no);
  EXPECT_THAT(words(store().put(ada, picture(500, 1))), StartsWith("login-refused"));
  EXPECT_EQ(script->logged.size(), 3U);
}

TEST_F(Microsoft365Test, waits_within_a_list_and_does_not_begin_again) {
  store();
  answers(reply(200, R"({"value":[],"@odata.nextLink":"https://graph.example/v1.0/users?$skiptoken=a"})"));
  answers(reply(429, "", {{"retry-after", "7"}}));
  answers(reply(503, "", {{"retry-after", "5"}}));
  answers(reply(200, R"({"value":[]})"));
  ASSERT_TRUE(store().list([](const Person&) {}));
  EXPECT_EQ(script->asked.size(), 4U);
  EXPECT_GE(clock.passed(), 12s);
  for (int i = 0; i < 4; i++) answers(reply(429, "", {{"retry-after", "7"}}));
  const auto listed = store().list([](const Person&) {});
  ASSERT_FALSE(listed);
  EXPECT_EQ(listed.error().fault, Fault::busy);
  EXPECT_EQ(listed.error().retry_after, 7s);
}

TEST_F(Microsoft365Test, compares_keys_itself_and_finds_namesakes) {
  store();
  answers(reply(200, R"({"value":[
      {"id":"8c7c1a52-6a55-4d0e-9d5d-000000000001","userPrincipalName":"ADA@contoso.example"},
      {"id":"8c7c1a52-6a55-4d0e-9d5d-000000000002","userPrincipalName":"ada@fabrikam.example"},
      {"id":"8c7c1a52-6a55-4d0e-9d5d-000000000003","userPrincipalName":"ada.b@contoso.example"}]})"));
  EXPECT_EQ(store().find("ada").value().size(), 2U);
  for (const char* key : {"", "a\nb", "\xff"}) EXPECT_TRUE(store().find(key).value().empty());
  EXPECT_EQ(script->asked.size(), 1U);
}

}  // namespace
}  // namespace headroom::store
