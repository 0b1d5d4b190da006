#include "store/ews_answer.h"

#include <gmock/gmock.h>

#include "store/ews_script.h"

namespace headroom::store {
namespace {

using namespace std::chrono_literals;
using test::soap;
using test::soap_fault;
using test::soap_response;

EwsAnswer answer_to(const std::string& text) {
  auto answer = read_ews_answer(text);
  EXPECT_TRUE(answer) << text;
  return answer ? *answer : EwsAnswer{};
}

TEST(EwsAnswer, says_success_and_the_servers_version) {
  const EwsAnswer answer = answer_to(soap_response("SetUserPhoto", "NoError"));
  EXPECT_TRUE(answer.succeeded());
  EXPECT_EQ(answer.version, "15.1.2507.6");
  EXPECT_EQ(answer.back_off, 0ms);
  EXPECT_TRUE(answer.picture.empty());
}

TEST(EwsAnswer, holds_a_photo) {
  const Bytes photo{0xFF, 0xD8, 0xFF, 0, 1};
  EXPECT_EQ(answer_to(test::soap_photo(photo)).picture, photo);
}

TEST(EwsAnswer, is_understood_with_any_prefixes_and_inside_other_messages) {
  const char* const cases[] = {
      R"(<E:Envelope xmlns:E="x"><E:Body><r:SetUserPhotoResponse ResponseClass="Success"><r:ResponseCode>NoError</r:ResponseCode></r:SetUserPhotoResponse></E:Body></E:Envelope>)",
      R"(<Envelope><Body><SetUserPhotoResponse ResponseClass="Success"/></Body></Envelope>)",
      R"(<Envelope><Body><R><m:ResponseMessages><m:ResponseMessage ResponseClass="Success"><m:ResponseCode>NoError</m:ResponseCode></m:ResponseMessage></m:ResponseMessages></R></Body></Envelope>)",
  };
  for (const char* text : cases) EXPECT_TRUE(answer_to(text).succeeded()) << text;
}

TEST(EwsAnswer, says_what_went_wrong) {
  const struct {
    std::string text;
    const char* code;
    const char* words;
    std::chrono::milliseconds back_off;
  } cases[] = {
      {soap_response("SetUserPhoto", "ErrorNonExistentMailbox", "<MessageText>No mailbox.</MessageText>"),
       "ErrorNonExistentMailbox", "No mailbox.", 0ms},
      {soap_response("SetUserPhoto", "ErrorServerBusy", test::back_off_xml("2500")), "ErrorServerBusy", "", 2500ms},
      {soap_fault("ErrorServerBusy", "Busy.", test::back_off_xml("297749")), "ErrorServerBusy", "Busy.", 297'749ms},
      {soap_fault("ErrorServerBusy", "", test::back_off_xml("-5")), "ErrorServerBusy", "", 0ms},
      {soap_fault("ErrorServerBusy", "", test::back_off_xml("soon")), "ErrorServerBusy", "", 0ms},
      {soap_fault("ErrorServerBusy", "", test::back_off_xml("99999999999999")), "ErrorServerBusy", "", 24h},
      {soap_fault("ErrorServerBusy", "", test::back_off_xml("99999999999999999999999")), "ErrorServerBusy", "", 0ms},
      {soap_response("SetUserPhoto", "ErrorInternalServerError",
                     "<MessageXml><Value Name=\"InnerErrorResponseCode\">ErrorServerBusy</Value><Value "
                     "Name=\"BackOffMilliseconds\">700</Value></MessageXml>"),
       "ErrorServerBusy", "", 700ms},
      {soap_response("SetUserPhoto", "ErrorInternalServerError"), "ErrorInternalServerError", "", 0ms},
      {soap("<s:Fault><faultcode>a:ActionNotSupported</faultcode><faultstring>Mismatch.</faultstring></s:Fault>"),
       "ActionNotSupported", "Mismatch.", 0ms},
      {soap("<s:Fault/>"), "ErrorUnspecified", "", 0ms},
      {soap("<s:Fault><faultcode>NoError</faultcode></s:Fault>"), "ErrorUnspecified", "", 0ms},
      {soap("<R ResponseClass=\"Error\"/>"), "ErrorUnspecified", "", 0ms},
  };
  for (const auto& c : cases) {
    const EwsAnswer answer = answer_to(c.text);
    EXPECT_FALSE(answer.succeeded()) << c.text;
    EXPECT_EQ(answer.code, c.code) << c.text;
    EXPECT_EQ(answer.words, c.words) << c.text;
    EXPECT_EQ(answer.back_off, c.back_off) << c.text;
  }
}

/// As "billion laughs" does, which a reader that expands entities would not survive.
std::string bomb() {
  std::string text = "<!DOCTYPE s [<!ENTITY a0 \"ha\">";
  for (int i = 1; i < 30; i++) {
    const std::string inner = "&a" + std::to_string(i - 1) + ";";
    text += "<!ENTITY a" + std::to_string(i) + " \"" + inner + inner + "\">";
  }
  return text + "]>" + soap_response("SetUserPhoto", "&a29;").substr(38);
}

TEST(EwsAnswer, is_no_answer_where_it_is_cut_foreign_or_hostile) {
  const std::string whole = soap_response("SetUserPhoto", "NoError");
  const std::string cases[] = {
      "",
      " ",
      "OK",
      "{\"error\":\"busy\"}",
      whole.substr(0, whole.size() / 2),
      whole.substr(0, whole.size() - 3),
      "<html><body><p>Sorry</body></html>",
      "<html><body>Sorry</body></html>",
      "<Envelope/>",
      "<Envelope><Body/></Envelope>",
      soap("<SetUserPhotoResponse/>"),
      soap_response("GetUserPhoto", "NoError", "<PictureData>no base64!</PictureData>"),
      bomb(),
      "<!DOCTYPE s SYSTEM \"file:///etc/passwd\">" + whole.substr(38),
      std::string(1'000'000, '<'),
      std::string(100, '\0'),
  };
  for (const auto& text : cases) {
    const auto answer = read_ews_answer(text);
    ASSERT_FALSE(answer) << text.substr(0, 200);
    EXPECT_EQ(answer.error().fault, Fault::broken);
  }
}

TEST(EwsAnswer, may_be_nested_as_deep_as_it_likes) {
  std::string deep;
  for (int i = 0; i < 200'000; i++) deep += "<a>";
  EXPECT_FALSE(read_ews_answer(deep));
  for (int i = 0; i < 200'000; i++) deep += "</a>";
  EXPECT_FALSE(read_ews_answer(soap(deep)));
}

TEST(EwsAnswer, is_whole_or_none_wherever_it_is_cut) {
  const std::string whole = test::soap_photo({1, 2, 3});
  for (std::size_t length = 0; length < whole.size(); length++)
    EXPECT_FALSE(read_ews_answer(whole.substr(0, length))) << length;
}

}  // namespace
}  // namespace headroom::store
