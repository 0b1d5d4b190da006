#include "store/durable_file.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "support/temporary_folder.h"

namespace headroom::store {
namespace {

using headroom::test::TemporaryFolder;

const Bytes hello{'h', 'e', 'l', 'l', 'o'};

TEST(DurableFile, replaces_a_file_as_a_whole_whatever_its_mode_was) {
  const TemporaryFolder place;
  const auto file = place / "ada.jpg";
  place.write("ada.jpg", "something longer than that");
  ASSERT_EQ(::chmod(file.c_str(), 0400), 0);
  ASSERT_TRUE(put_durably(file, hello));
  EXPECT_EQ(headroom::test::text_of(file), "hello");
  EXPECT_EQ(std::filesystem::status(file).permissions(), std::filesystem::perms(0644));
  EXPECT_EQ(headroom::test::listing_of(place.path()), "ada.jpg\n");
}

TEST(DurableFile, removes_a_file_and_does_nothing_where_there_is_none) {
  const TemporaryFolder place;
  const auto file = place / "ada.jpg";
  ASSERT_TRUE(put_durably(file, {}));
  EXPECT_TRUE(remove_durably(file));
  EXPECT_TRUE(remove_durably(file));
  EXPECT_FALSE(std::filesystem::exists(file));
}

TEST(DurableFile, says_which_file_it_cannot_write) {
  const TemporaryFolder place;
  for (const auto& result :
       {put_durably(place / "missing/ada.jpg", hello), remove_durably(place / "missing/ada.jpg")}) {
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().fault, Fault::write_failed);
    EXPECT_NE(result.error().detail.find("missing/ada.jpg"), std::string::npos);
  }
}

}  // namespace
}  // namespace headroom::store
