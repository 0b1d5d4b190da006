#include "cli/secret_source.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cstdlib>

#include "support/temporary_folder.h"

namespace headroom::cli {
namespace {

using test::TemporaryFolder;
using testing::HasSubstr;
using testing::Not;

/// A file that only its owner may read, or so.
std::string secret_file(const TemporaryFolder& place, const std::string& text, int mode = 0600) {
  const auto file = place.write("password", text);
  std::filesystem::permissions(file, static_cast<std::filesystem::perms>(mode));
  return file.string();
}

Result<Secret> find(const SecretSource& source) { return find_secret(directory_password, source); }

std::string complaint(const SecretSource& source) {
  const auto secret = find(source);
  EXPECT_FALSE(secret);
  return secret ? "" : secret.error().detail;
}

TEST(SecretSource, a_file_loses_one_newline_at_its_end_and_nothing_else) {
  struct {
    const char* text;
    const char* secret;
  } cases[] = {{"hunter2", "hunter2"},           {"hunter2\n", "hunter2"},   {"hunter2\r\n", "hunter2"},
               {" two words \n", " two words "}, {"tab\there", "tab\there"}, {"p\xc3\xa4ss", "p\xc3\xa4ss"}};
  for (const auto& c : cases) {
    TemporaryFolder place;
    const auto secret = find({secret_file(place, c.text), "", ""});
    ASSERT_TRUE(secret) << secret.error().detail;
    EXPECT_EQ(secret->revealed(), c.secret);
  }
}

TEST(SecretSource, a_file_of_several_lines_is_not_tried_as_a_password) {
  for (const std::string_view text : {"a\nb", "a\nb\n", "-----BEGIN KEY-----\nabc\n", "a\n\n"}) {
    TemporaryFolder place;
    const auto secret = find({secret_file(place, std::string(text).c_str()), "", ""});
    ASSERT_FALSE(secret) << text;
    EXPECT_EQ(secret.error().fault, Fault::usage);
  }
}

TEST(SecretSource, a_file_that_others_can_read_is_refused_with_what_to_do) {
  for (const int mode : {0640, 0604, 0660, 0644, 0610}) {
    TemporaryFolder place;
    const std::string words = complaint({secret_file(place, "hunter2", mode), "", ""});
    EXPECT_THAT(words, HasSubstr("chmod 600"));
    EXPECT_THAT(words, Not(HasSubstr("hunter2")));
  }
  TemporaryFolder place;
  EXPECT_TRUE(find({secret_file(place, "hunter2", 0400), "", ""}));
}

TEST(SecretSource, a_file_of_another_user_is_refused) {
  if (::geteuid() != 0) GTEST_SKIP() << "needs root to give a file away";
  TemporaryFolder place;
  const std::string file = secret_file(place, "hunter2");
  ASSERT_EQ(::chown(file.c_str(), 65'534, 65'534), 0);
  EXPECT_THAT(complaint({file, "", ""}), HasSubstr("another user"));
}

TEST(SecretSource, files_that_are_no_password_are_refused) {
  TemporaryFolder place;
  EXPECT_THAT(complaint({secret_file(place, ""), "", ""}), HasSubstr("empty"));
  EXPECT_THAT(complaint({secret_file(place, "\n"), "", ""}), HasSubstr("empty"));
  EXPECT_THAT(complaint({secret_file(place, std::string(5000, 'x')), "", ""}), HasSubstr("4096"));
  EXPECT_THAT(complaint({(place / "absent").string(), "", ""}), HasSubstr("absent"));
  EXPECT_THAT(complaint({place.path().string(), "", ""}), HasSubstr("regular file"));
}

TEST(SecretSource, a_command_prints_it_and_inherits_none) {
  ::setenv("HEADROOM_PASSWORD", "from-environment", 1);
  const Secret taken = take_from_environment(directory_password);
  EXPECT_EQ(taken.revealed(), "from-environment");
  EXPECT_EQ(std::getenv("HEADROOM_PASSWORD"), nullptr);
  const auto secret = find({"", "echo \"[$HEADROOM_PASSWORD]\"", ""});
  ASSERT_TRUE(secret) << secret.error().detail;
  EXPECT_EQ(secret->revealed(), "[]");
}

TEST(SecretSource, what_stood_in_the_environment_is_wiped) {
  ::setenv("HEADROOM_PASSWORD", "hunter2", 1);
  const char* memory = std::getenv("HEADROOM_PASSWORD");
  take_from_environment(directory_password);
  EXPECT_EQ(std::string(memory, 7), std::string(7, '\0'));
}

TEST(SecretSource, a_command_that_fails_is_told_by_its_status) {
  EXPECT_THAT(complaint({"", "echo hunter2; exit 3", ""}), AllOf(HasSubstr("status 3"), Not(HasSubstr("hunter2"))));
  EXPECT_THAT(complaint({"", "kill -9 $$", ""}), HasSubstr("killed"));
  EXPECT_THAT(complaint({"", "true", ""}), HasSubstr("empty"));
  EXPECT_THAT(complaint({"", "yes 2> /dev/null", ""}), HasSubstr("4096")) << "an endless one is cut off";
}

TEST(SecretSource, credentials_of_systemd_are_found_by_name_or_by_themselves) {
  TemporaryFolder place;
  const auto file = place.write("headroom-password", "hunter2\n");
  std::filesystem::permissions(file, std::filesystem::perms(0440));  // as systemd's access lists show
  ::setenv("CREDENTIALS_DIRECTORY", place.path().c_str(), 1);
  EXPECT_EQ(find({"", "", "headroom-password"})->revealed(), "hunter2");
  EXPECT_EQ(find({})->revealed(), "hunter2");
  EXPECT_EQ(find({"", "", "", Secret(std::string("given"))})->revealed(), "given");
  EXPECT_THAT(complaint({"", "", "absent"}), HasSubstr("absent"));
  EXPECT_THAT(complaint({"", "", "../other"}), HasSubstr("no name"));
  ::unsetenv("CREDENTIALS_DIRECTORY");
  EXPECT_THAT(complaint({"", "", "headroom-password"}), HasSubstr("LoadCredential"));
  EXPECT_TRUE(find({})->empty());
}

TEST(SecretSource, two_sources_are_one_too_many) {
  EXPECT_THAT(complaint({"file", "command", ""}), HasSubstr("one of them"));
}

TEST(SecretSource, each_secret_has_names_of_its_own) {
  struct {
    const SecretKind& kind;
    const char* word;
    const char* option;
    const char* credential;
  } cases[] = {
      {directory_password, "the password command", "--password-file", "headroom-password"},
      {client_secret, "the client secret command", "--client-secret-file", "headroom-client-secret"},
      {exchange_password, "the Exchange password command", "--exchange-password-file", "headroom-exchange-password"}};
  TemporaryFolder place;
  for (const auto& c : cases) {
    EXPECT_THAT(find_secret(c.kind, {"", "false", ""}).error().detail, HasSubstr(c.word));
    EXPECT_THAT(find_secret(c.kind, {"a", "b", ""}).error().detail, HasSubstr(c.option));
    const auto file = place.write(c.credential, std::string("secret of ") + c.credential);
    std::filesystem::permissions(file, std::filesystem::perms::owner_read);
  }
  ::setenv("CREDENTIALS_DIRECTORY", place.path().c_str(), 1);
  for (const auto& c : cases) EXPECT_EQ(find_secret(c.kind, {})->revealed(), std::string("secret of ") + c.credential);
  ::unsetenv("CREDENTIALS_DIRECTORY");
}

TEST(SecretSource, all_secrets_leave_the_environment_at_once_and_stay_known) {
  for (const char* name : {"HEADROOM_PASSWORD", "HEADROOM_CLIENT_SECRET", "HEADROOM_EXCHANGE_PASSWORD"})
    ::setenv(name, name, 1);
  DeliveryRequest request;
  hide_secrets(request);
  hide_secrets(request);  // a second store comes along
  for (const char* name : {"HEADROOM_PASSWORD", "HEADROOM_CLIENT_SECRET", "HEADROOM_EXCHANGE_PASSWORD"})
    EXPECT_EQ(std::getenv(name), nullptr);
  EXPECT_EQ(find_secret(directory_password, request.secret)->revealed(), "HEADROOM_PASSWORD");
  EXPECT_EQ(find_secret(client_secret, request.client_secret)->revealed(), "HEADROOM_CLIENT_SECRET");
  EXPECT_EQ(find_secret(client_secret, request.client_secret)->revealed(), "HEADROOM_CLIENT_SECRET") << "again";
  EXPECT_EQ(find_secret(exchange_password, request.exchange_secret)->revealed(), "HEADROOM_EXCHANGE_PASSWORD");
}

TEST(SecretSource, memory_leaves_no_core_dump) {
  keep_memory_private();
  rlimit limit{};
  ::getrlimit(RLIMIT_CORE, &limit);
  EXPECT_EQ(limit.rlim_cur, 0U);
  EXPECT_EQ(::prctl(PR_GET_DUMPABLE, 0, 0, 0, 0), 0);
}

}  // namespace
}  // namespace headroom::cli
