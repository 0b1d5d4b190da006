#include "delivery/state_folder.h"

#include <gmock/gmock.h>

#include <fstream>

#include "support/temporary_folder.h"

namespace headroom::delivery {
namespace {

using test::TemporaryFolder;
namespace fs = std::filesystem;

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

}  // namespace
}  // namespace headroom::delivery
