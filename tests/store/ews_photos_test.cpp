#include "store/ews_photos.h"

#include <gmock/gmock.h>

#include "store/ews_script.h"
#include "support/gradients.h"
#include "support/jpeg_files.h"

namespace headroom::store {
namespace {

using namespace std::chrono_literals;
using test::http_reply;
using test::page;
using test::photo_reply;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr const char* url = "https://mail.example.com/EWS/Exchange.asmx";
constexpr const char* ada = "ada+l@example.com";

Bytes square(int side) { return headroom::test::write_jpeg(headroom::test::gradient({side, side}), {}); }

class EwsPhotosTest : public testing::Test {
 protected:
  EwsPhotos photos(bool impersonate = true) {
    return {std::make_unique<test::ScriptedHttp>(script_), url, impersonate};
  }
  void answers(Result<HttpReply> reply) { script_.replies.push_back(std::move(reply)); }
  const test::Seen& request(std::size_t number) const { return script_.seen.at(number); }

  /// What `get` makes of these replies, one after the other.
  Result<std::optional<Bytes>> got(std::vector<HttpReply> replies) {
    script_.seen.clear();
    script_.replies.assign(replies.begin(), replies.end());
    return photos().get(ada);
  }

  test::Script script_;
};

TEST_F(EwsPhotosTest, are_asked_for_by_url) {
  const Bytes photo = square(648);
  const auto held = got({photo_reply(photo)});
  ASSERT_TRUE(held) << held.error().detail;
  EXPECT_EQ(*held, photo);
  EXPECT_EQ(request(0).method, "GET");
  EXPECT_EQ(request(0).url, std::string(url) + "/s/GetUserPhoto?email=ada%2Bl%40example.com&size=HR648x648");
  EXPECT_EQ(request(0).header("X-AnchorMailbox"), ada);
  EXPECT_EQ(request(0).header("User-Agent"), "headroom");
}

TEST_F(EwsPhotosTest, are_sent_as_soap) {
  answers(http_reply(200, test::soap_response("SetUserPhoto", "NoError")));
  ASSERT_TRUE(photos().set(ada, square(648)));
  EXPECT_EQ(request(0).method, "POST");
  EXPECT_EQ(request(0).url, url);
  EXPECT_EQ(request(0).header("Content-Type"), "text/xml; charset=utf-8");
  EXPECT_EQ(request(0).header("SOAPAction"),
            "\"http://schemas.microsoft.com/exchange/services/2006/messages/SetUserPhoto\"");
  EXPECT_EQ(request(0).header("X-AnchorMailbox"), ada);
  EXPECT_THAT(request(0).body, HasSubstr("<t:PrimarySmtpAddress>ada+l@example.com</t:PrimarySmtpAddress>"));
}

TEST_F(EwsPhotosTest, are_of_the_account_itself_where_it_acts_as_nobody_else) {
  answers(http_reply(200, test::soap_response("SetUserPhoto", "NoError")));
  ASSERT_TRUE(photos(false).set(ada, square(648)));
  EXPECT_EQ(request(0).header("X-AnchorMailbox"), "");
  EXPECT_THAT(request(0).body, testing::Not(HasSubstr("Impersonation")));
}

TEST_F(EwsPhotosTest, are_none_where_only_the_directorys_thumbnail_is_there) {
  EXPECT_EQ(got({http_reply(404)}), std::nullopt);
  EXPECT_EQ(got({http_reply(200)}), std::nullopt);
  EXPECT_EQ(got({photo_reply(square(64))}), std::nullopt);
  EXPECT_EQ(got({photo_reply(square(96))}), std::nullopt);
  EXPECT_NE(got({photo_reply(square(97))}), std::nullopt);
  EXPECT_NE(got({photo_reply(Bytes{0xFF, 0xD8, 0xFF, 0})}), std::nullopt);  // of an unknown size
}

TEST_F(EwsPhotosTest, are_asked_for_by_soap_where_the_other_way_leads_to_pages) {
  const Bytes photo = square(648);
  for (const HttpReply& other : {page(200), page(302), http_reply(400), http_reply(401), page(403), page(404),
                                 http_reply(405), http_reply(200, "{}")}) {
    const auto held = got({other, http_reply(200, test::soap_photo(photo))});
    ASSERT_TRUE(held) << other.status << ' ' << held.error().detail;
    EXPECT_EQ(*held, photo) << other.status;
    EXPECT_EQ(request(1).method, "POST");
  }
}

TEST_F(EwsPhotosTest, are_asked_for_by_soap_from_then_on) {
  const std::string answer = test::soap_photo(square(648));
  for (const auto& reply : {http_reply(401), http_reply(200, answer), http_reply(200, answer)}) answers(reply);
  EwsPhotos store = photos();
  ASSERT_TRUE(store.get(ada) && store.get(ada));
  EXPECT_EQ(script_.seen.size(), 3U);
  EXPECT_EQ(request(2).method, "POST");
}

TEST_F(EwsPhotosTest, are_none_by_soap_in_several_ways) {
  for (const HttpReply& reply : {http_reply(200, test::soap_photo({})), http_reply(404, test::soap_photo({})),
                                 http_reply(200, test::soap_photo(square(64))),
                                 http_reply(200, test::soap_response("GetUserPhoto", "ErrorItemNotFound"))}) {
    const auto held = got({page(404), reply});
    ASSERT_TRUE(held) << held.error().detail;
    EXPECT_FALSE(*held);
  }
}

TEST_F(EwsPhotosTest, come_once_while_they_stay_the_same) {
  const Bytes first = square(648), second = square(500);
  HttpReply same = http_reply(304);
  for (const auto& reply : {photo_reply(first, "\"a\""), same, photo_reply(second, "W/\"b\""), same}) answers(reply);
  EwsPhotos store = photos();
  EXPECT_EQ(store.get(ada), first);
  EXPECT_EQ(store.get(ada), first);
  EXPECT_EQ(store.get(ada), second);
  EXPECT_EQ(store.get(ada), second);
  EXPECT_EQ(request(0).header("If-None-Match"), "");
  EXPECT_EQ(request(1).header("If-None-Match"), "\"a\"");
  EXPECT_EQ(request(3).header("If-None-Match"), "W/\"b\"");
}

TEST_F(EwsPhotosTest, are_forgotten_when_they_are_gone_and_marks_are_taken_whole_or_not) {
  for (const auto& reply : {photo_reply(square(648), "\"a\""), http_reply(404), photo_reply(square(648), "odd\r\nmark"),
                            http_reply(404), http_reply(304)})
    answers(reply);
  EwsPhotos store = photos();
  EXPECT_TRUE(store.get(ada).value());
  EXPECT_FALSE(store.get(ada).value());
  EXPECT_TRUE(store.get(ada).value());
  EXPECT_FALSE(store.get(ada).value());
  EXPECT_EQ(store.get(ada).error().fault, Fault::busy);
  for (std::size_t i = 2; i < 5; i++) EXPECT_EQ(request(i).header("If-None-Match"), "") << i;
}

TEST_F(EwsPhotosTest, cannot_be_read_for_one_of_these_reasons) {
  const struct {
    HttpReply reply;
    Fault fault;
    std::chrono::milliseconds wait;
  } cases[] = {
      {page(503), Fault::busy, 0ms},
      {http_reply(503, "", {{"retry-after", "3"}}), Fault::busy, 3s},
      {http_reply(429, "", {{"retry-after", "2"}}), Fault::busy, 2s},
  };
  for (const auto& c : cases) {
    const auto held = got({c.reply});
    ASSERT_FALSE(held) << c.reply.status;
    EXPECT_EQ(name(held.error().fault), name(c.fault)) << c.reply.status;
    EXPECT_EQ(held.error().retry_after, c.wait);
    EXPECT_THAT(script_.seen, SizeIs(1));
  }
}

TEST_F(EwsPhotosTest, are_of_nobody_known_only_where_soap_has_no_other_word_for_it) {
  const struct {
    HttpReply reply;
    const char* fault;
  } cases[] = {
      {http_reply(500), "no-such-user"},
      {page(500), "no-such-user"},
      {http_reply(500, test::soap_fault("ErrorMailboxStoreUnavailable")), "not-now"},
      {http_reply(200, test::soap_response("GetUserPhoto", "ErrorNonExistentMailbox")), "no-such-user"},
  };
  for (const auto& c : cases) {
    const auto held = got({http_reply(500), c.reply});
    ASSERT_FALSE(held);
    EXPECT_EQ(name(held.error().fault), c.fault) << c.reply.text();
  }
  answers(http_reply(500));
  answers(http_reply(200, test::soap_photo(square(648))));
  answers(http_reply(404));
  EwsPhotos store = photos();
  EXPECT_TRUE(store.get(ada).value());
  EXPECT_FALSE(store.get(ada).value());  // asked by its URL again
}

TEST_F(EwsPhotosTest, cannot_be_set_for_one_of_these_reasons) {
  const std::string whole = test::soap_response("SetUserPhoto", "NoError");
  const struct {
    HttpReply reply;
    Fault fault;
    std::chrono::milliseconds wait;
    const char* part;
  } cases[] = {
      {http_reply(500, test::soap_fault("ErrorServerBusy", "", test::back_off_xml("2500"))), Fault::busy, 2500ms, ""},
      {http_reply(200, test::soap_response("SetUserPhoto", "ErrorServerBusy", test::back_off_xml("900"))), Fault::busy,
       900ms, ""},
      {http_reply(503, test::soap_fault("ErrorServerBusy", "", test::back_off_xml("900")), {{"retry-after", "4"}}),
       Fault::busy, 4s, ""},
      {http_reply(200, test::soap_response("SetUserPhoto", "ErrorNonExistentMailbox")), Fault::no_such_user, 0ms, ""},
      {http_reply(500, test::soap_fault("ErrorImpersonateUserDenied")), Fault::access_denied, 0ms, "role"},
      {http_reply(500, test::soap_fault("ErrorSchemaValidation")), Fault::refused, 0ms, "convert it again"},
      {http_reply(200, whole.substr(0, 200)), Fault::unknown_outcome, 0ms, "may be there"},
      {page(200), Fault::unknown_outcome, 0ms, "may be there"},
      {http_reply(200), Fault::unknown_outcome, 0ms, "may be there"},
      {page(500), Fault::unknown_outcome, 0ms, "may be there"},
      {page(302), Fault::unreachable, 0ms, "URL"},
      {page(404), Fault::usage, 0ms, "URL"},
      {page(403), Fault::access_denied, 0ms, "EwsEnabled"},
  };
  for (const auto& c : cases) {
    answers(c.reply);
    const auto put = photos().set(ada, square(648));
    ASSERT_FALSE(put) << c.reply.text();
    EXPECT_EQ(name(put.error().fault), name(c.fault)) << c.reply.text();
    EXPECT_EQ(put.error().retry_after, c.wait) << c.reply.text();
    EXPECT_THAT(put.error().detail, HasSubstr(c.part));
  }
}

TEST_F(EwsPhotosTest, leave_doubt_where_a_write_broke_off_and_none_where_a_look_did) {
  answers(fail(Fault::unknown_outcome, "broke off"));
  answers(fail(Fault::unknown_outcome, "broke off"));
  EwsPhotos store = photos();
  EXPECT_EQ(store.set(ada, square(648)).error().fault, Fault::unknown_outcome);
  EXPECT_EQ(store.get(ada).error().fault, Fault::unreachable);
}

TEST_F(EwsPhotosTest, send_nothing_more_once_the_login_is_refused) {
  using Call = Fault (*)(EwsPhotos&);
  const Call calls[] = {
      [](EwsPhotos& store) { return store.log_in().error().fault; },
      [](EwsPhotos& store) { return store.set(ada, square(648)).error().fault; },
  };
  for (const Call call : calls) {
    script_.seen.clear();
    answers(page(401));
    EwsPhotos store = photos();
    EXPECT_EQ(call(store), Fault::login_refused);
    EXPECT_EQ(store.get(ada).error().fault, Fault::login_refused);
    EXPECT_EQ(store.set(ada, square(648)).error().fault, Fault::login_refused);
    EXPECT_THAT(script_.seen, SizeIs(1));
  }
}

TEST_F(EwsPhotosTest, need_a_login_that_the_server_takes) {
  const struct {
    int status;
    const char* fault;
  } cases[] = {
      {200, ""},      {302, ""},    {405, ""}, {400, ""}, {500, ""}, {401, "login-refused"}, {403, "access-denied"},
      {404, "usage"}, {503, "busy"}};
  for (const auto& c : cases) {
    answers(page(c.status));
    const auto logged_in = photos().log_in();
    EXPECT_EQ(logged_in ? "" : name(logged_in.error().fault), c.fault) << c.status;
  }
}

TEST_F(EwsPhotosTest, name_the_request_for_the_servers_administrator) {
  HttpReply reply = http_reply(200, test::soap_response("SetUserPhoto", "ErrorNew"));
  reply.headers["request-id"] = "01234567-89ab-cdef-0123-456789abcdef";
  answers(reply);
  EXPECT_THAT(photos().set(ada, square(648)).error().detail, HasSubstr("request-id 01234567-89ab"));
  reply.headers["request-id"] = "\x1b[31m4567-89ab-cdef-0123-456789abcdef";
  answers(reply);
  EXPECT_THAT(photos().set(ada, square(648)).error().detail, testing::Not(HasSubstr("request-id")));
}

}  // namespace
}  // namespace headroom::store
