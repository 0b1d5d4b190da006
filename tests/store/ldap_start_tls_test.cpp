#include "store/ldap_start_tls.h"

#include <gmock/gmock.h>

namespace headroom::store {
namespace {

using namespace std::string_literals;

// LDAPMessage { 1, extendedResp { code, "", words } }
std::string answer(char code, const std::string& words) {
  std::string body = "\x0a\x01"s + code + "\x04\x00"s + "\x04"s + static_cast<char>(words.size()) + words;
  body = "\x02\x01\x01\x78"s + static_cast<char>(body.size()) + body;
  return "\x30"s + static_cast<char>(body.size()) + body;
}

TEST(StartTls, goes_on_only_when_the_server_agrees) {
  EXPECT_TRUE(start_tls_verdict(answer(0, "")));
  const auto refused = start_tls_verdict(answer(2, "unsupported extended operation"));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().fault, Fault::not_encrypted);
  EXPECT_THAT(refused.error().detail, testing::HasSubstr("unsupported extended operation"));
  EXPECT_EQ(start_tls_verdict(answer(52, "")).error().fault, Fault::busy);
}

TEST(StartTls, waits_for_the_whole_answer) {
  const std::string whole = answer(0, "yes");
  EXPECT_FALSE(start_tls_answer_length(""));
  EXPECT_FALSE(start_tls_answer_length(whole.substr(0, 1)));
  EXPECT_EQ(start_tls_answer_length(whole.substr(0, 2)), whole.size());
  EXPECT_EQ(start_tls_answer_length("\x30\x84\x00\x00\x00\x0c"s), 18);  // as Microsoft's servers write lengths
  EXPECT_FALSE(start_tls_answer_length("\x30\x85\x00\x00\x00\x00\x00"s));
}

TEST(StartTls, takes_no_rubbish_for_an_answer) {
  const std::string whole = answer(0, "");
  for (std::size_t length = 0; length < whole.size(); length++)
    EXPECT_FALSE(start_tls_verdict(whole.substr(0, length)));
  for (std::size_t i : {0, 2, 5, 7, 9}) {
    std::string spoilt = whole;
    spoilt[i] = '\x31';
    EXPECT_FALSE(start_tls_verdict(spoilt)) << i;
  }
  EXPECT_FALSE(start_tls_verdict("HTTP/1.1 400 Bad Request\r\n\r\n"));
}

}  // namespace
}  // namespace headroom::store
