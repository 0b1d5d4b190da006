#include "store/graph_errors.h"

#include <gmock/gmock.h>

#include "store/graph_script.h"

namespace headroom::store {
namespace {

using test::graph_body;
using test::reply;
using testing::HasSubstr;
using testing::Not;

TEST(GraphErrors, mean_something_one_can_act_upon) {
  const auto nested = [](const std::string& code) {
    return graph_body("UnknownError", R"({\"error\":{\"code\":\")" + code + R"(\",\"message\":\"x\"}})");
  };
  struct {
    HttpReply reply;
    GraphCall call;
    Fault fault;
    const char* words;
  } cases[] = {
      {reply(404, graph_body("Request_ResourceNotFound", "Resource 'x' does not exist")), GraphCall::put,
       Fault::no_such_user, "nobody with this identifier"},
      {reply(404, graph_body("ResourceNotFound", "")), GraphCall::photo, Fault::no_such_user, "nobody"},
      {reply(404, nested("ErrorUserResolutionFailedUserDoesNotExist")), GraphCall::photo, Fault::no_such_user,
       "nobody"},
      {reply(404, graph_body("ErrorItemNotFound", "Too many photo items with class 'IPM.UserPhoto.Preview'")),
       GraphCall::put, Fault::not_now, "too often"},
      {reply(404, graph_body("MailboxNotHostedInExchangeOnline", "")), GraphCall::put, Fault::refused, "on premises"},
      {reply(404, graph_body("MailboxNotEnabledForRESTAPI", "")), GraphCall::photo, Fault::refused, "on premises"},
      {reply(400, graph_body("AuthenticationError", "")), GraphCall::put, Fault::refused, "on premises"},
      {reply(404, graph_body("UnknownError", "")), GraphCall::put, Fault::refused, "refused"},
      {reply(404, ""), GraphCall::photo, Fault::not_now, "does not say"},
      {reply(400, graph_body("BadRequest", "Invalid filter clause")), GraphCall::people, Fault::usage, "filter"},
      {reply(400, graph_body("ErrorInvalidImage", "")), GraphCall::put, Fault::refused, "ErrorInvalidImage"},
      {reply(401, graph_body("InvalidAuthenticationToken", "")), GraphCall::put, Fault::login_refused, "token"},
      {reply(403, graph_body("Authorization_RequestDenied", "")), GraphCall::people, Fault::access_denied, "consent"},
      {reply(403, graph_body("ErrorAccessDenied", "")), GraphCall::put, Fault::access_denied, "ProfilePhoto.ReadWrite"},
      {reply(408), GraphCall::put, Fault::unknown_outcome, "may be there or not"},
      {reply(408), GraphCall::photo, Fault::not_now, "later"},
      {reply(409), GraphCall::put, Fault::not_now, "later"},
      {reply(412), GraphCall::put, Fault::not_now, "later"},
      {reply(413), GraphCall::put, Fault::too_large, "smaller"},
      {reply(415), GraphCall::put, Fault::refused, "JPEG"},
      {reply(423), GraphCall::put, Fault::not_now, "locked"},
      {reply(429), GraphCall::put, Fault::busy, "too many requests"},
      {reply(500, graph_body("InternalServerError", "")), GraphCall::put, Fault::unknown_outcome, "look before"},
      {reply(500), GraphCall::removal, Fault::unknown_outcome, "look before"},
      {reply(500), GraphCall::photo, Fault::not_now, "later"},
      {reply(502, "<html>"), GraphCall::people, Fault::not_now, "later"},
      {reply(503), GraphCall::put, Fault::busy, "not available"},
      {reply(504), GraphCall::put, Fault::unknown_outcome, "look before"},
      {reply(507), GraphCall::put, Fault::unknown_outcome, "look before"},
      {reply(509), GraphCall::put, Fault::busy, "later"},
      {reply(204), GraphCall::photo, Fault::unreachable, "proxy"},
      {reply(418), GraphCall::put, Fault::refused, "418"},
  };
  for (const auto& c : cases) {
    const Error error = graph_error(c.reply, c.call);
    EXPECT_EQ(error.fault, c.fault) << c.reply.status << ' ' << c.reply.text() << ": " << error.detail;
    EXPECT_THAT(error.detail, HasSubstr(c.words));
  }
}

TEST(GraphErrors, carry_code_message_and_number_of_the_request) {
  const Error error = graph_error(reply(423, graph_body("ErrorLocked", "Sorry.")), GraphCall::put);
  EXPECT_THAT(error.detail, HasSubstr("(423 ErrorLocked: Sorry.; request-id 11111111-2222-4333-8444-555555555555)"));
  const Error bare = graph_error(reply(423, "", {{"request-id", "abc"}}), GraphCall::put);
  EXPECT_THAT(bare.detail, HasSubstr("(423; request-id abc)"));
  const Error old = graph_error(reply(423, R"({"error":{"innererror":{"request-id":"xyz"}}})"), GraphCall::put);
  EXPECT_THAT(old.detail, HasSubstr("request-id xyz"));
}

TEST(GraphErrors, say_when_to_come_back) {
  EXPECT_EQ(graph_error(reply(429, "", {{"retry-after", "12"}}), GraphCall::put).retry_after, std::chrono::seconds(12));
  EXPECT_EQ(graph_error(reply(429), GraphCall::put).retry_after.count(), 0);
}

TEST(GraphErrors, name_nobody_and_break_no_terminal) {
  const Error named = graph_error(reply(423, graph_body("X", "ada@contoso.example is locked")), GraphCall::put);
  EXPECT_THAT(named.detail, Not(HasSubstr("ada")));
  const Error wild =
      graph_error(reply(423, graph_body("\\u001b[31mX", "a\\u001b[2Jb\\nc" + std::string(5'000, 'x'))), GraphCall::put);
  EXPECT_THAT(wild.detail, Not(HasSubstr("\x1b")));
  EXPECT_THAT(wild.detail, Not(HasSubstr("\n")));
  EXPECT_LT(wild.detail.size(), 700U);
}

TEST(GraphErrors, come_of_any_body) {
  const std::string bodies[] = {"",
                                "<!DOCTYPE html><html>Sign in</html>",
                                "{",
                                "null",
                                "[]",
                                "7",
                                R"({"error":"none"})",
                                R"({"error":{"code":7,"message":[],"innerError":"x"}})",
                                R"({"error":{"code":null}})",
                                R"({"error":{"code":"UnknownError","message":"{\"error\":7}"}})",
                                R"({"error":{"code":"UnknownError","message":"{{{"}})",
                                std::string(1'000'000, '['),
                                R"({"error":)" + std::string(100'000, '[') + std::string(100'000, ']') + "}",
                                std::string("\0\xff\xfe", 3)};
  for (const std::string& body : bodies) {
    const Error error = graph_error(reply(404, body), GraphCall::put);
    EXPECT_EQ(error.fault, Fault::refused) << body.substr(0, 40);
    EXPECT_THAT(error.detail, HasSubstr("404"));
  }
}

TEST(GraphErrors, tell_no_photo_from_other_things_that_are_not_there) {
  struct {
    int status;
    std::string body;
    bool none;
  } cases[] = {
      {404, graph_body("ImageNotFound", ""), true},
      {404, graph_body("ErrorEntityNotFound", "ImageNotFoundException"), true},
      {404, graph_body("UnknownError", "Exception of type 'x.ImageNotFoundException' was thrown."), true},
      {404, graph_body("ErrorItemNotFound", "The photo wasn't found."), true},
      {404, graph_body("ErrorItemNotFound", "Too many photo items with class"), false},
      {404, graph_body("Request_ResourceNotFound", ""), false},
      {404, graph_body("MailboxNotHostedInExchangeOnline", ""), false},
      {404, "<html>Not found</html>", false},
      {404, "", false},
      {403, graph_body("ImageNotFound", ""), false},
      {200, graph_body("ImageNotFound", ""), false},
  };
  for (const auto& c : cases) EXPECT_EQ(says_no_photo(problem_in(reply(c.status, c.body))), c.none) << c.body;
}

}  // namespace
}  // namespace headroom::store
