#include "store/folder.h"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

#include <csignal>

#include "support/temporary_folder.h"

namespace headroom::store {
namespace {

using test::TemporaryFolder;
namespace fs = std::filesystem;

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

TEST(Folder, that_is_private_is_closed_to_others) {
  TemporaryFolder place;
  fs::create_directory(place / "empty");
  fs::permissions(place / "empty", fs::perms::all);
  fs::create_directories(place / "used/.headroom");
  place.write("used/journal.sqlite", "");
  fs::permissions(place / "used", fs::perms(0755));
  for (const char* name : {"new", "new/below", "empty", "used"}) {
    const auto folder = Folder::open(place / name, Privacy::owner_only);
    ASSERT_TRUE(folder) << name << ' ' << folder.error().detail;
    EXPECT_EQ(fs::status(place / name).permissions(), fs::perms::owner_all) << name;
  }
}

/// What is wrong with it as a private folder; empty: nothing.
std::string complaint(const fs::path& root) {
  const auto folder = Folder::open(root, Privacy::owner_only);
  return folder ? "" : std::string(name(folder.error().fault)) + ": " + folder.error().detail;
}

TEST(Folder, that_others_use_is_not_closed_to_them) {
  TemporaryFolder place;
  place.write("lib/somebody's", "own");
  const std::string expected = "usage: " + (place / "lib").string() +
                               " is open to others; name a folder of its own for the state, or chmod 700 it";
  for (const auto mode : {fs::perms(0755), fs::perms(0710), fs::perms(01777)}) {
    fs::permissions(place / "lib", mode);
    EXPECT_EQ(complaint(place / "lib"), expected);
    EXPECT_EQ(fs::status(place / "lib").permissions(), mode);
  }
  EXPECT_FALSE(fs::exists(place / "lib/.headroom"));
  fs::permissions(place / "lib", fs::perms::owner_all);
  EXPECT_EQ(complaint(place / "lib"), "");
}

TEST(Folder, that_belongs_to_somebody_else_is_not_closed_to_them) {
  if (::geteuid() != 0) GTEST_SKIP() << "only root can give folders away";
  TemporaryFolder place;
  fs::create_directory(place / "theirs");
  ASSERT_EQ(::chown((place / "theirs").c_str(), 65534, 65534), 0);
  fs::permissions(place / "theirs", fs::perms(0755));
  EXPECT_FALSE(Folder::open(place / "theirs", Privacy::owner_only));
  EXPECT_EQ(fs::status(place / "theirs").permissions(), fs::perms(0755));
  fs::create_directory(place / "open");
  fs::permissions(place / "open", fs::perms(01777));
  fs::create_directory(place / "open/.headroom");  // anybody could make it
  ASSERT_EQ(::chown((place / "open/.headroom").c_str(), 65534, 65534), 0);
  EXPECT_FALSE(Folder::open(place / "open", Privacy::owner_only));
}

TEST(Folder, settles_though_a_folder_is_gone) {
  TemporaryFolder place;
  const auto folder = Folder::open(place.path()).value();
  ASSERT_TRUE(folder->put("gone/ada.jpg", hello));
  fs::remove_all(place / "gone");
  EXPECT_TRUE(folder->settle());
}

TEST(Folder, is_not_settled_until_every_folder_is_synced) {
  TemporaryFolder place;
  const auto folder = Folder::open(place.path()).value();
  ASSERT_TRUE(folder->put("sub/ada.jpg", hello));
  std::filesystem::rename(place / "sub", place / "aside");
  std::filesystem::create_directory_symlink("sub", place / "sub");  // a link to itself: no folder that can be opened
  const auto first = folder->settle();
  const auto second = folder->settle();
  for (const auto& settled : {first, second}) {
    ASSERT_FALSE(settled);
    EXPECT_EQ(settled.error().fault, Fault::write_failed);
  }
  std::filesystem::remove(place / "sub");
  std::filesystem::rename(place / "aside", place / "sub");
  EXPECT_TRUE(folder->settle());
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
