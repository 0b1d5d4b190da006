#include "store/ldap_results.h"

#include <gmock/gmock.h>

#include <string>

namespace headroom::store {
namespace {

using testing::HasSubstr;

constexpr const char* wrong_password =
    "80090308: LdapErr: DSID-0C0903A9, comment: AcceptSecurityContext error, data 52e, v1db1";

TEST(LdapResults, have_a_fault_that_says_what_can_be_done) {
  const struct {
    int code;
    const char* words;
    Asked asked;
    Fault fault;
    const char* part;
  } cases[] = {
      {1, "00002020: Operation unavailable without authentication", Asked::writing, Fault::login_refused,
       "nobody is logged in"},
      {1,
       "000004DC: LdapErr: DSID-0C090A5C, comment: In order to perform this operation a successful bind must be "
       "completed",
       Asked::reading, Fault::login_refused, "nobody is logged in"},
      {1, "", Asked::writing, Fault::internal, "LDAP result 1"},
      {8, "BindSimple: Transport encryption required.", Asked::login, Fault::not_encrypted, "ldaps"},
      {13, "confidentiality required", Asked::login, Fault::not_encrypted, "StartTLS"},
      {10, "0000202B: RefErr", Asked::writing, Fault::refused, "writable domain controller"},
      {11, "administrative limit", Asked::writing, Fault::busy, "later"},
      {16, "", Asked::writing, Fault::usage, "attribute"},
      {17, "", Asked::writing, Fault::usage, "attribute"},
      {19, "00002082: AtrErr: problem 1005 (CONSTRAINT_ATT_TYPE)", Asked::writing, Fault::refused, "too large"},
      {21, "0000200B: contains at least one invalid value!", Asked::writing, Fault::refused, "too large"},
      {32, "00002030: No such Base DN", Asked::writing, Fault::no_such_user, "no such entry"},
      {32, "", Asked::login, Fault::login_refused, "account"},
      {34, "invalid DN", Asked::login, Fault::login_refused, "distinguished name"},
      {49, wrong_password, Asked::login, Fault::login_refused, "password is wrong"},
      {49, "", Asked::login, Fault::login_refused, "account or its password"},
      {50, "00002098: Object has no write property access", Asked::writing, Fault::access_denied, "adminCount"},
      {51, "busy", Asked::writing, Fault::busy, "later"},
      {52, "shutting down", Asked::writing, Fault::busy, "later"},
      {53, "", Asked::writing, Fault::refused, "unwilling"},
      {53, "unauthenticated bind (DN with no password) disallowed", Asked::login, Fault::login_refused, "unwilling"},
      {80, "internal", Asked::writing, Fault::busy, "later"},
      {71, "", Asked::writing, Fault::refused, "LDAP result 71"},
      {71, "", Asked::reading, Fault::internal, "LDAP result 71"},
      {4096, "", Asked::reading, Fault::internal, "LDAP result 4096"},
      {-1, "", Asked::reading, Fault::unreachable, "lost"},
      {-5, "", Asked::login, Fault::unreachable, "in time"},
      {-7, "", Asked::reading, Fault::usage, "filter"},
      {-123, "", Asked::reading, Fault::internal, ""},
  };
  for (const auto& c : cases) {
    const Error error = ldap_error(c.code, c.words, c.asked);
    EXPECT_EQ(name(error.fault), name(c.fault)) << c.code << ' ' << c.words;
    EXPECT_THAT(error.detail, HasSubstr(c.part)) << c.code;
  }
}

TEST(LdapResults, leave_out_words_that_name_an_entry) {
  const struct {
    int code;
    const char *words, *said;
  } cases[] = {
      {50, "00002098: Object CN=u00002,OU=Staff,DC=ad,DC=test has no write property access",
       "(LDAP result 50: 00002098)"},
      {19, "0000200B: value of cn=Zo\xc3\xab,dc=ad,dc=test", "(LDAP result 19: 0000200B)"},
      {53, "no global superior knowledge: uid=ada,ou=Staff", "(LDAP result 53)"},
      {32, "00002030: No such Base DN: <GUID=00000000-1111-2222-3333-444444444444>", "(LDAP result 32: 00002030)"},
      {50, "'DC=ad,DC=test'", "(LDAP result 50)"},
      {71, "CN=", "(LDAP result 71)"},
      {80, "code=7, adc=1, =, o", "(LDAP result 80: code=7, adc=1, =, o)"},
  };
  for (const auto& c : cases) {
    const std::string detail = ldap_error(c.code, c.words, Asked::writing).detail;
    EXPECT_THAT(detail, testing::EndsWith(c.said));
    EXPECT_EQ(detail.find("Staff"), std::string::npos) << detail;
  }
  const std::string long_one = std::string(300, 'x') + " CN=u00002,DC=ad,DC=test";
  EXPECT_EQ(ldap_error(50, long_one, Asked::writing).detail.find("xxx"), std::string::npos);
}

TEST(LdapResults, tell_each_reason_of_a_refused_login_in_words) {
  const struct {
    const char *data, *part;
  } cases[] = {{"525", "does not know"},
               {"52e", "password is wrong"},
               {"530", "time of day"},
               {"531", "machine"},
               {"532", "expired"},
               {"533", "disabled"},
               {"701", "account has expired"},
               {"773", "must be changed"},
               {"775", "locked"},
               {"52E", "password is wrong"}};
  for (const auto& c : cases) {
    const Error error =
        ldap_error(49, "80090308: LdapErr: comment: error, data " + std::string(c.data) + ", v1db1", Asked::login);
    EXPECT_EQ(error.fault, Fault::login_refused);
    EXPECT_THAT(error.detail, HasSubstr(c.part)) << c.data;
  }
}

TEST(LdapResults, show_a_strangers_words_in_one_harmless_line) {
  const struct {
    std::string text, clean;
  } cases[] = {
      {"", ""},
      {"busy, try again", "busy, try again"},
      {"Zo\xc3\xab", "Zo\xc3\xab"},
      {"a\nb\r\tc", "a b  c"},
      {"\x1b[2Jcleared", " [2Jcleared"},
      {"left\xe2\x80\xaeright", "left right"},
      {"\xff\xfe", "??"},
      {std::string("end\0", 4), "end"},
      {"cut \xe2\x82", "cut ??"},
  };
  for (const auto& c : cases) EXPECT_EQ(cleaned(c.text), c.clean);
  EXPECT_EQ(cleaned(std::string(5000, 'x')).size(), 200);
  EXPECT_LE(cleaned(std::string(199, 'x') + "\xc3\xab").size(), 200);
}

}  // namespace
}  // namespace headroom::store
