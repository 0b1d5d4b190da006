#include "store/folder.h"

#include <gtest/gtest.h>
#include <sys/resource.h>

#include <csignal>

#include "support/temporary_folder.h"

namespace headroom::store {
namespace {

using test::TemporaryFolder;

const Bytes hello{'h', 'e', 'l', 'l', 'o'};

TEST(Folder, puts_files_under_their_names_and_leaves_no_temporary_one) {
  TemporaryFolder place;
  const auto folder = Folder::open(place / "out").value();
  ASSERT_TRUE(folder->put("ada 96x96.jpg", hello));
  ASSERT_TRUE(folder->put("sub/deeper/bob 96x96.jpg", hello));
  ASSERT_TRUE(folder->settle());
  EXPECT_EQ(test::listing_of(place / "out"), "ada 96x96.jpg\nsub/deeper/bob 96x96.jpg\n");
  EXPECT_EQ(test::text_of(place / "out/ada 96x96.jpg"), "hello");
  EXPECT_TRUE(std::filesystem::is_empty(place / "out/.headroom/tmp"));
}

TEST(Folder, replaces_a_file_as_a_whole) {
  TemporaryFolder place;
  const auto folder = Folder::open(place.path()).value();
  place.write("ada.jpg", "something longer than that");
  ASSERT_TRUE(folder->put("ada.jpg", hello));
  EXPECT_EQ(test::text_of(place / "ada.jpg"), "hello");
  EXPECT_EQ(folder->length("ada.jpg"), 5);
  EXPECT_EQ(folder->length("nobody.jpg"), -1);
}

TEST(Folder, is_locked_against_a_second_run) {
  TemporaryFolder place;
  auto first = Folder::open(place.path()).value();
  const auto second = Folder::open(place.path());
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().fault, Fault::locked);
  first.reset();
  EXPECT_TRUE(Folder::open(place.path()));
}

TEST(Folder, removes_what_a_killed_run_left) {
  TemporaryFolder place;
  place.write(".headroom/tmp/17", "half a pic");
  const auto folder = Folder::open(place.path()).value();
  EXPECT_TRUE(std::filesystem::is_empty(place / ".headroom/tmp"));
}

TEST(Folder, says_why_it_cannot_write) {
  TemporaryFolder place;
  const auto folder = Folder::open(place.path()).value();
  place.write("taken", "a file where a folder should be");
  const auto put = folder->put("taken/ada.jpg", hello);
  ASSERT_FALSE(put);
  EXPECT_EQ(put.error().fault, Fault::write_failed);
  EXPECT_NE(put.error().detail.find("taken"), std::string::npos);
}

TEST(Folder, keeps_the_old_file_when_the_disk_is_full) {
  TemporaryFolder place;
  const auto folder = Folder::open(place.path()).value();
  ASSERT_TRUE(folder->put("ada.jpg", hello));
  // A file size limit fails like a full disk does: in the middle of a write.
  std::signal(SIGXFSZ, SIG_IGN);
  rlimit unlimited{};
  getrlimit(RLIMIT_FSIZE, &unlimited);
  rlimit small = unlimited;
  small.rlim_cur = 1000;
  setrlimit(RLIMIT_FSIZE, &small);
  const auto put = folder->put("ada.jpg", Bytes(5000, 'x'));
  setrlimit(RLIMIT_FSIZE, &unlimited);
  ASSERT_FALSE(put);
  EXPECT_EQ(put.error().fault, Fault::write_failed);
  EXPECT_EQ(test::text_of(place / "ada.jpg"), "hello");
  EXPECT_TRUE(std::filesystem::is_empty(place / ".headroom/tmp"));
}

}  // namespace
}  // namespace headroom::store
