#include "store/access_token.h"

#include <gmock/gmock.h>

#include <thread>

#include "store/access_token_errors.h"
#include "store/graph_script.h"
#include "support/fake_clock.h"

namespace headroom::store {
namespace {

using namespace std::chrono_literals;
using headroom::test::FakeClock;
using test::reply;
using test::token_body;
using test::token_text;
using testing::HasSubstr;
using testing::Not;

struct AccessTokensTest : testing::Test {
  static AccessTokens::Application application() {
    return {"https://login.example", "https://graph.microsoft.com", "contoso.example",
            "0c9b8a4e-33f1-4d0a-8f55-7b1f2f9d6e10", Credential{std::nullopt, Secret("s3cret & more")}};
  }
  std::string current() {
    const auto token = tokens.current();
    return token ? std::string((*token)->text.revealed()) : std::string(name(token.error().fault));
  }

  FakeClock clock;
  std::atomic<bool> stop{false};
  std::shared_ptr<test::GraphScript> script = std::make_shared<test::GraphScript>();
  test::ScriptedGraph http{script};
  AccessTokens tokens{http, application(), clock, stop};
};

TEST_F(AccessTokensTest, asks_once_and_says_what_it_reads) {
  const auto token = tokens.current();
  ASSERT_TRUE(token) << token.error().detail;
  EXPECT_EQ((*token)->text.revealed(), token_text(1));
  EXPECT_EQ((*token)->life, 3600s);
  EXPECT_EQ((*token)->claims.tenant, test::tenant_id);
  EXPECT_THAT((*token)->claims.roles, testing::ElementsAre("ProfilePhoto.ReadWrite.All", "User.Read.All"));
  EXPECT_EQ(current(), token_text(1));
  ASSERT_EQ(script->logged.size(), 1U);
  EXPECT_EQ(script->logged[0].method, "POST");
  EXPECT_EQ(script->logged[0].url, "https://login.example/contoso.example/oauth2/v2.0/token");
  EXPECT_EQ(script->logged[0].body,
            "client_id=0c9b8a4e-33f1-4d0a-8f55-7b1f2f9d6e10&scope=https%3A%2F%2Fgraph.microsoft.com%2F.default"
            "&grant_type=client_credentials&client_secret=s3cret%20%26%20more");
}

TEST_F(AccessTokensTest, asks_anew_five_minutes_before_the_end_and_sooner_in_a_short_life) {
  struct {
    int life;
    Clock::Duration kept, renewed;
  } cases[] = {{3600, 54min, 56min}, {600, 7min, 9min}, {2, 1500ms, 1700ms}, {86'400, 23h, 24h}};
  for (const auto& c : cases) {
    AccessTokens fresh(http, application(), clock, stop);
    script->logged.clear();
    script->logins.push_back(reply(200, token_body(7, c.life)));
    ASSERT_TRUE(fresh.current());
    clock.advance(c.kept);
    ASSERT_TRUE(fresh.current());
    EXPECT_EQ(script->logged.size(), 1U) << c.life;
    clock.advance(c.renewed - c.kept);
    ASSERT_TRUE(fresh.current());
    EXPECT_EQ(script->logged.size(), 2U) << c.life;
  }
}

TEST_F(AccessTokensTest, asks_once_for_many_who_want_it_at_the_same_time) {
  std::vector<std::thread> threads;
  for (int i = 0; i < 16; i++) threads.emplace_back([&] { EXPECT_EQ(current(), token_text(1)); });
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(script->logged.size(), 1U);
}

TEST_F(AccessTokensTest, asks_anew_once_for_all_who_were_rejected_with_the_same_token) {
  const auto first = tokens.current().value();
  tokens.rejected(first);
  EXPECT_EQ(current(), token_text(2));
  tokens.rejected(first);  // somebody who was slower
  EXPECT_EQ(current(), token_text(2));
  EXPECT_EQ(script->logged.size(), 2U);
}

TEST_F(AccessTokensTest, never_asks_again_after_a_refusal) {
  for (const char* body : {R"({"error":"invalid_client","error_description":"AADSTS7000215: Invalid client secret."})",
                           R"({"error":"unauthorized_client"})"}) {
    AccessTokens fresh(http, application(), clock, stop);
    script->logged.clear();
    script->logins.push_back(reply(401, body));
    for (int i = 0; i < 5; i++) {
      const auto token = fresh.current();
      ASSERT_FALSE(token);
      EXPECT_EQ(token.error().fault, Fault::login_refused);
      clock.advance(1h);
    }
    EXPECT_EQ(script->logged.size(), 1U);
  }
}

TEST_F(AccessTokensTest, goes_on_with_a_token_that_is_still_good_while_no_other_can_be_had) {
  ASSERT_EQ(current(), token_text(1));
  clock.advance(56min);
  script->logins.push_back(fail(Fault::unreachable, "no route"));
  EXPECT_EQ(current(), token_text(1));
  EXPECT_EQ(current(), token_text(1));
  EXPECT_EQ(script->logged.size(), 2U);  // not with every request
  clock.advance(1min);
  EXPECT_EQ(current(), token_text(3));
  clock.advance(2h);
  script->logins.push_back(fail(Fault::unreachable, "no route"));
  EXPECT_EQ(current(), "unreachable");
  EXPECT_EQ(current(), token_text(5));
}

TEST_F(AccessTokensTest, leaves_the_service_alone_for_as_long_as_it_asks) {
  script->logins.push_back(reply(429, "", {{"retry-after", "33"}}));
  EXPECT_EQ(current(), "busy");
  EXPECT_EQ(current(), token_text(2));
  EXPECT_GE(clock.passed(), 33s);
  EXPECT_LT(clock.passed(), 34s);
}

TEST_F(AccessTokensTest, takes_nothing_for_a_token_that_is_none) {
  const std::string bodies[] = {"",
                                "<html>Sign in</html>",
                                "{",
                                "[]",
                                "null",
                                R"({"access_token":"abc"})",
                                R"({"expires_in":3600})",
                                R"({"access_token":"","expires_in":3600})",
                                R"({"access_token":7,"expires_in":3600})",
                                R"({"access_token":"abc","expires_in":0})",
                                R"({"access_token":"abc","expires_in":-5})",
                                R"({"access_token":"abc","expires_in":"soon"})",
                                R"({"access_token":"a\r\nHost: evil","expires_in":3600})",
                                R"({"access_token":"a b","expires_in":3600})",
                                R"({"access_token":"ä","expires_in":3600})",
                                std::string(100'000, '['),
                                token_body(1).substr(0, 60)};
  for (const std::string& body : bodies) {
    script->logins.push_back(reply(200, body));
    EXPECT_EQ(current(), "unreachable") << body.substr(0, 80);
  }
  script->logins.push_back(reply(200, R"({"access_token":"no JWT at all","expires_in":"3600"})"));
  EXPECT_EQ(current(), "unreachable");
  script->logins.push_back(reply(200, R"({"access_token":"opaque","expires_in":"3600"})"));
  EXPECT_EQ(current(), "opaque");
}

TEST(AccessTokenClaims, of_anything_are_nothing_worse_than_none) {
  for (const std::string text : {"", ".", "..", "a.b.c", "e30.bm8.x", "e30.W10.x", "e30.eyJ0aWQiOjd9.x"}) {
    EXPECT_EQ(claims_in(text).tenant, "") << text;
    EXPECT_TRUE(claims_in(text).roles.empty()) << text;
  }
  const std::string claims = R"({"tid":"5B0E7A52-7C39-4F0E-9C1D-2F6A8D1E4C77","roles":["A",7,null,"B"]})";
  const auto read = claims_in("e30." + base64_url(std::string_view(claims)) + ".x");
  EXPECT_EQ(read.tenant, test::tenant_id);
  EXPECT_THAT(read.roles, testing::ElementsAre("A", "B"));
}

TEST(AccessTokenErrors, say_what_is_wrong_and_what_to_do) {
  const auto body = [](const std::string& error, const std::string& description) {
    return R"({"error":")" + error + R"(","error_description":")" + description + "\"}";
  };
  struct {
    HttpReply reply;
    Fault fault;
    const char* words;
  } cases[] = {
      {reply(401, body("invalid_client", "AADSTS7000215: Invalid client secret")), Fault::login_refused, "its value"},
      {reply(401, body("invalid_client", "AADSTS7000222: expired")), Fault::login_refused, "secret has expired"},
      {reply(401, body("invalid_client", "AADSTS700027: signature")), Fault::login_refused, "not registered"},
      {reply(400, body("unauthorized_client", "AADSTS700016: ...")), Fault::login_refused, "does not know this app"},
      {reply(400, body("invalid_request", "AADSTS90002: Tenant")), Fault::login_refused, "no such tenant"},
      {reply(401, body("invalid_client", "AADSTS700024: time")), Fault::login_refused, "clock is wrong"},
      {reply(401, body("invalid_client", "something new")), Fault::login_refused, "refused the application"},
      {reply(400, body("invalid_request", "AADSTS90033: transient")), Fault::busy, "trouble"},
      {reply(429), Fault::busy, "later"},
      {reply(500, "<html>"), Fault::busy, "trouble"},
      {reply(503), Fault::busy, "trouble"},
      {reply(400, "<html>"), Fault::unreachable, "proxy"},
      {reply(404), Fault::unreachable, "proxy"},
      {reply(200, "{}"), Fault::unreachable, "proxy"},
      {reply(302, "", {{"location", "https://evil.example/login"}}), Fault::unreachable, "evil.example"},
  };
  for (const auto& c : cases) {
    const Error error = token_error(c.reply);
    EXPECT_EQ(error.fault, c.fault) << error.detail;
    EXPECT_THAT(error.detail, HasSubstr(c.words));
  }
}

TEST(AccessTokenErrors, never_repeat_what_was_sent) {
  const Error error = token_error(reply(
      401, R"({"error":"invalid_client","error_description":"AADSTS70021599999999999: s3cret","trace_id":"s3cret"})"));
  EXPECT_THAT(error.detail, Not(HasSubstr("s3cret")));
  const Error other = token_error(reply(401, R"({"error":"S3CRET"})"));
  EXPECT_THAT(other.detail, Not(HasSubstr("S3CRET")));
}

}  // namespace
}  // namespace headroom::store
