#include "report/whole_file.h"

#include <gmock/gmock.h>

#include "support/temporary_folder.h"

namespace headroom::report {
namespace {

namespace fs = std::filesystem;

TEST(WholeFile, is_not_there_before_it_is_published) {
  const test::TemporaryFolder folder;
  folder.write("a.csv", "old");
  WholeFile file(folder.path(), "a.csv");
  file.write("new");
  ASSERT_TRUE(file.seal());
  EXPECT_EQ(test::text_of(folder / "a.csv"), "old");
  ASSERT_TRUE(file.publish());
  EXPECT_EQ(test::text_of(folder / "a.csv"), "new");
  EXPECT_TRUE(fs::is_empty(folder / ".headroom/tmp"));
}

TEST(WholeFile, leaves_nothing_behind_when_given_up) {
  const test::TemporaryFolder folder;
  {
    WholeFile file(folder.path(), "deep/a.js");
    file.write(std::string(1'000'000, 'x'));
  }
  EXPECT_TRUE(fs::is_empty(folder / ".headroom/tmp"));
  EXPECT_FALSE(fs::exists(folder / "deep/a.js"));
}

TEST(WholeFile, overwrites_what_a_killed_run_left_and_follows_no_link) {
  const test::TemporaryFolder folder;
  folder.write("precious", "mine");
  folder.write(".headroom/tmp/b.csv", "torn");
  fs::create_symlink(folder / "precious", folder / ".headroom/tmp/a.csv");
  for (const auto* name : {"a.csv", "b.csv"}) {
    WholeFile file(folder.path(), name);
    file.write("new");
    ASSERT_TRUE(file.seal() && file.publish());
    EXPECT_EQ(test::text_of(folder / name), "new");
  }
  EXPECT_EQ(test::text_of(folder / "precious"), "mine");
}

TEST(WholeFile, can_be_empty) {
  const test::TemporaryFolder folder;
  WholeFile file(folder.path(), "a.jsonl");
  ASSERT_TRUE(file.seal() && file.publish());
  EXPECT_EQ(fs::file_size(folder / "a.jsonl"), 0U);
}

TEST(WholeFile, says_which_file_cannot_be_written_and_why) {
  const test::TemporaryFolder folder;
  folder.write("contact-sheet", "a file where a folder should be");
  WholeFile file(folder.path(), "contact-sheet/data-0000.js");
  file.write("x");
  const auto sealed = file.seal();
  ASSERT_FALSE(sealed);
  EXPECT_EQ(sealed.error().fault, Fault::write_failed);
  EXPECT_THAT(sealed.error().detail, testing::StartsWith("contact-sheet/data-0000.js cannot be written: "));
}

}  // namespace
}  // namespace headroom::report
