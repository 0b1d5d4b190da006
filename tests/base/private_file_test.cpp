#include "base/private_file.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <cstdlib>

#include "base/descriptor.h"
#include "support/temporary_folder.h"

namespace headroom {
namespace {

using testing::HasSubstr;
using testing::Not;

class PrivateFile : public testing::Test {
 protected:
  std::filesystem::path file(std::string_view text, int mode = 0600) const {
    auto path = folder_.write("key", text);
    std::filesystem::permissions(path, static_cast<std::filesystem::perms>(mode));
    return path;
  }

  static std::string complaint(const std::filesystem::path& path) {
    const auto read = read_private_file(path, 8, "key", "the key file");
    EXPECT_FALSE(read);
    EXPECT_EQ(read ? Fault::internal : read.error().fault, Fault::usage);
    return read ? "" : read.error().detail;
  }

  test::TemporaryFolder folder_;
};

TEST_F(PrivateFile, is_read_up_to_its_limit) {
  for (const std::string& text : {std::string(), std::string("a\0b\n", 4), std::string(8, 'k')}) {
    const auto read = read_private_file(file(text), 8, "key", "the key file");
    ASSERT_TRUE(read) << read.error().detail;
    EXPECT_EQ(read->revealed(), text);
  }
  EXPECT_THAT(complaint(file("123456789")), HasSubstr("the key file holds more than 8 bytes, which is no key"));
}

TEST_F(PrivateFile, is_refused_where_others_can_read_it) {
  for (const int mode : {0640, 0604, 0644, 0610, 0601}) {
    const std::string words = complaint(file("hunter2", mode));
    EXPECT_THAT(words, HasSubstr("chmod 600"));
    EXPECT_THAT(words, Not(HasSubstr("hunter2")));
  }
}

TEST_F(PrivateFile, may_be_read_by_its_group_where_it_is_a_credential_of_a_service) {
  ::setenv("CREDENTIALS_DIRECTORY", folder_.path().c_str(), 1);
  EXPECT_TRUE(read_private_file(file("k", 0440), 8, "key", "the credential"));
  EXPECT_THAT(complaint(file("k", 0444)), HasSubstr("chmod 600"));
  ::setenv("CREDENTIALS_DIRECTORY", (folder_.path().string() + "/").c_str(), 1);
  EXPECT_TRUE(read_private_file(file("k", 0440), 8, "key", "the credential"));
  ::setenv("CREDENTIALS_DIRECTORY", (folder_ / "other").c_str(), 1);
  EXPECT_THAT(complaint(folder_ / "other/../key"), HasSubstr("cannot be read"));
  EXPECT_THAT(complaint(file("k", 0440)), HasSubstr("chmod 600"));
  ::unsetenv("CREDENTIALS_DIRECTORY");
}

TEST_F(PrivateFile, is_refused_where_it_belongs_to_somebody_else) {
  if (::geteuid() != 0) GTEST_SKIP() << "needs root to give a file away";
  const auto path = file("k");
  ASSERT_EQ(::chown(path.c_str(), 65'534, 65'534), 0);
  EXPECT_THAT(complaint(path), HasSubstr("another user"));
}

TEST_F(PrivateFile, is_no_folder_and_nothing_that_is_not_there) {
  EXPECT_THAT(complaint(folder_.path()), HasSubstr("no regular file"));
  EXPECT_THAT(complaint(folder_ / "nowhere"), HasSubstr("cannot be read: No such file"));
}

TEST(ReadSecret, puts_together_what_comes_in_pieces) {
  std::array<int, 2> ends{};
  ASSERT_EQ(::pipe2(ends.data(), O_CLOEXEC), 0);
  const Descriptor ours(ends[0]);
  Descriptor its(ends[1]);
  ASSERT_EQ(::write(its.get(), "hun", 3), 3);
  ASSERT_EQ(::write(its.get(), "ter2", 4), 4);
  ASSERT_TRUE(its.close());
  const auto read = read_secret(ours.get(), 64, "password", "the command");
  ASSERT_TRUE(read);
  EXPECT_EQ(read->revealed(), "hunter2");
}

TEST(ReadSecret, says_why_where_nothing_can_be_read) {
  const auto read = read_secret(-1, 64, "password", "the command");
  ASSERT_FALSE(read);
  EXPECT_THAT(read.error().detail, HasSubstr("the command cannot be read: Bad file descriptor"));
}

}  // namespace
}  // namespace headroom
