#include "store/ews_errors.h"

#include <gmock/gmock.h>

#include "store/ews_script.h"

namespace headroom::store {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;

TEST(EwsErrors, have_a_fault_that_says_what_can_be_done) {
  const struct {
    const char* code;
    Fault fault;
    const char* part;
  } cases[] = {
      {"ErrorServerBusy", Fault::busy, "later"},
      {"ErrorExceededConnectionCount", Fault::busy, "lower the number of operations"},
      {"ErrorInternalServerError", Fault::busy, "later"},
      {"ErrorInternalServerTransientError", Fault::busy, "later"},
      {"ErrorTimeoutExpired", Fault::busy, "later"},
      {"ErrorMailboxMoveInProgress", Fault::not_now, "moved"},
      {"ErrorMailboxStoreUnavailable", Fault::not_now, "database"},
      {"ErrorNonExistentMailbox", Fault::no_such_user, "no mailbox"},
      {"ErrorNonPrimarySmtpAddress", Fault::no_such_user, "primary"},
      {"ErrorAccessDenied", Fault::access_denied, "ApplicationImpersonation"},
      {"ErrorImpersonateUserDenied", Fault::access_denied, "ApplicationImpersonation"},
      {"ErrorImpersonationDenied", Fault::access_denied, "ApplicationImpersonation"},
      {"ErrorImpersonationFailed", Fault::access_denied, "ApplicationImpersonation"},
      {"ErrorAccountDisabled", Fault::refused, "disabled"},
      {"ErrorQuotaExceeded", Fault::refused, "full"},
      {"ErrorInvalidPhotoSize", Fault::refused, "648x648"},
      {"ErrorInvalidPhotoFormat", Fault::refused, "convert it again"},
      {"ErrorInvalidOperation", Fault::unsupported, "Exchange 2016 or later"},
      {"ErrorSchemaValidation", Fault::unsupported, "Exchange 2016 or later"},
      {"ErrorInvalidServerVersion", Fault::unsupported, "Exchange 2016 or later"},
      {"ActionNotSupported", Fault::unsupported, "Exchange 2016 or later"},
      {"ErrorPasswordExpired", Fault::login_refused, "password"},
      {"ErrorNeverHeardOf", Fault::refused, "ErrorNeverHeardOf"},
      {"\x1b[31mred", Fault::refused, "[31mred"},
  };
  for (const auto& c : cases) {
    const Error error = ews_error({c.code, "", 1500ms, "15.0.1497.2", {}}, EwsUse::writing);
    EXPECT_EQ(name(error.fault), name(c.fault)) << c.code;
    EXPECT_THAT(error.detail, HasSubstr(c.part)) << c.code;
    EXPECT_THAT(error.detail, Not(HasSubstr("\x1b"))) << c.code;
    EXPECT_EQ(error.retry_after, 1500ms);
  }
}

TEST(EwsErrors, tell_a_refusal_from_what_may_have_been_done) {
  for (const char* code : {"ErrorTimeoutExpired", "ErrorInternalServerError", "ErrorInternalServerTransientError"}) {
    EXPECT_EQ(ews_error({code, "", 1500ms, "", {}}, EwsUse::writing).fault, Fault::busy) << code;
    EXPECT_EQ(ews_error({code, "", {}, "", {}}, EwsUse::writing).fault, Fault::unknown_outcome) << code;
    EXPECT_EQ(ews_error({code, "", {}, "", {}}, EwsUse::reading).fault, Fault::not_now) << code;
  }
}

TEST(EwsErrors, of_an_old_server_name_its_version) {
  EXPECT_THAT(ews_error({"ErrorSchemaValidation", "", {}, "15.0.1497.2", {}}, EwsUse::writing).detail,
              HasSubstr("version 15.0.1497.2"));
  const Error reading = ews_error({"ErrorSchemaValidation", "", {}, "14.3.123.4", {}}, EwsUse::reading);
  EXPECT_EQ(reading.fault, Fault::unsupported);
  EXPECT_THAT(reading.detail, HasSubstr("Exchange 2013 or later"));
}

TEST(EwsErrors, of_a_new_server_blame_the_photo) {
  const Error error = ews_error({"ErrorInvalidOperation", "", {}, "15.2.1118.40", {}}, EwsUse::writing);
  EXPECT_EQ(error.fault, Fault::refused);
  EXPECT_THAT(error.detail, HasSubstr("convert it again"));
}

TEST(EwsErrors, know_which_versions_set_photos) {
  for (const char* version : {"15.1.225.42", "15.2.1118.40", "16.0.1.1", "", "?"})
    EXPECT_TRUE(sets_photos(version)) << version;
  for (const char* version : {"15.0.1497.2", "14.3.123.4", "8.3.83.6", "0.0.0.0"})
    EXPECT_FALSE(sets_photos(version)) << version;
}

TEST(EwsErrors, repeat_the_servers_words_only_where_nobody_is_named) {
  const auto detail = [](const char* code, const char* words) {
    return ews_error({code, words, {}, "", {}}, EwsUse::writing).detail;
  };
  EXPECT_THAT(detail("ErrorNew", "The moon is full."), HasSubstr("The moon is full."));
  EXPECT_THAT(detail("ErrorNew", "No mailbox for ada@example.com"), Not(HasSubstr("ada")));
  EXPECT_THAT(detail("ErrorNew", "CN=Ada is away"), Not(HasSubstr("Ada")));
  EXPECT_THAT(detail("ErrorNew", "user 'ada' is away"), Not(HasSubstr("ada")));
  EXPECT_THAT(detail("ErrorServerBusy", "Ada is away."), Not(HasSubstr("Ada")));
}

TEST(EwsErrors, without_soap_go_by_the_status) {
  const struct {
    int status;
    EwsUse use;
    Fault fault;
    const char* part;
  } cases[] = {
      {401, EwsUse::reading, Fault::login_refused, "accounts get locked"},
      {401, EwsUse::writing, Fault::login_refused, "accounts get locked"},
      {403, EwsUse::writing, Fault::access_denied, "EwsEnabled"},
      {404, EwsUse::writing, Fault::usage, "URL"},
      {413, EwsUse::writing, Fault::refused, "too many bytes"},
      {408, EwsUse::writing, Fault::unknown_outcome, "later"},
      {429, EwsUse::writing, Fault::busy, "later"},
      {500, EwsUse::writing, Fault::unknown_outcome, "may be there"},
      {500, EwsUse::reading, Fault::no_such_user, "no mailbox"},
      {502, EwsUse::reading, Fault::busy, "later"},
      {503, EwsUse::reading, Fault::busy, "later"},
      {504, EwsUse::writing, Fault::unknown_outcome, "later"},
      {302, EwsUse::writing, Fault::unreachable, "elsewhere"},
      {204, EwsUse::writing, Fault::unknown_outcome, "may be there"},
      {204, EwsUse::reading, Fault::unreachable, "URL"},
      {400, EwsUse::writing, Fault::unreachable, "URL"},
      {0, EwsUse::reading, Fault::unreachable, "URL"},
  };
  for (const auto& c : cases) {
    const Error error = ews_status_error(test::http_reply(c.status, "", {{"retry-after", "7"}}), c.use);
    EXPECT_EQ(name(error.fault), name(c.fault)) << c.status;
    EXPECT_THAT(error.detail, HasSubstr(c.part)) << c.status;
    EXPECT_EQ(error.retry_after, 7s);
  }
}

}  // namespace
}  // namespace headroom::store
