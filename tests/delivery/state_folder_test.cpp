#include "delivery/state_folder.h"

#include <gmock/gmock.h>

#include <fstream>

#include "support/temporary_folder.h"

namespace headroom::delivery {
namespace {

using test::TemporaryFolder;
namespace fs = std::filesystem;

const Bytes photo{0xff, 0xd8, 0xff, 0};

TEST(StateFolder, is_for_its_owner_alone) {
  const TemporaryFolder place;
  fs::create_directory(place / "state");
  fs::permissions(place / "state", fs::perms::all);
  const auto state = StateFolder::open(place / "state").value();
  EXPECT_EQ(fs::status(place / "state").permissions(), fs::perms::owner_all);
  EXPECT_EQ(fs::status(place / "state/journal.sqlite").permissions(), fs::perms::owner_read | fs::perms::owner_write);
}

TEST(StateFolder, is_used_by_one_run_at_a_time) {
  const TemporaryFolder place;
  const auto first = StateFolder::open(place / "state").value();
  const auto second = StateFolder::open(place / "state");
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().fault, Fault::locked);
}

TEST(StateFolder, keeps_photos_of_people_whatever_their_ids_are) {
  const TemporaryFolder place;
  const auto state = StateFolder::open(place / "state").value();
  const std::string ids[] = {
      "8d3bca50-1d7e-11d0-a081-00aa006c33ed", "../../up", "a/b", "", std::string(5000, 'x'), std::string("nul\0", 4)};
  for (const auto& id : ids) {
    ASSERT_TRUE(state->keep("run", id, photo)) << id;
    EXPECT_EQ(fs::file_size(state->kept_file("run", id)), photo.size()) << id;
    EXPECT_EQ(state->kept_file("run", id).parent_path(), place / "state/kept/run") << id;
  }
}

TEST(StateFolder, forgets_kept_photos_when_their_time_is_over) {
  const TemporaryFolder place;
  const auto state = StateFolder::open(place / "state").value();
  ASSERT_TRUE(state->keep("old", "p", photo));
  ASSERT_TRUE(state->keep("new", "p", photo));
  const auto now = system_clock().wall();
  fs::last_write_time(state->kept_file("old", "p"), fs::file_time_type::clock::now() - std::chrono::hours(48));
  state->forget_kept_before(now - std::chrono::hours(24));
  EXPECT_FALSE(fs::exists(state->kept_file("old", "p")));
  EXPECT_FALSE(fs::exists(state->kept_file("old", "p").parent_path()));
  EXPECT_TRUE(fs::exists(state->kept_file("new", "p")));
}

}  // namespace
}  // namespace headroom::delivery
