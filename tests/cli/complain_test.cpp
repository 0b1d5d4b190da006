#include "cli/complain.h"

#include <gtest/gtest.h>

namespace headroom::cli {
namespace {

TEST(Complain, has_3_for_what_is_wrong_with_one_photo_and_2_for_wrong_options) {
  using enum Fault;
  for (const Fault fault : {name_taken, not_fitting, name_too_long, decoder_crashed, decoder_timeout, broken, refused})
    EXPECT_EQ(exit_status(fault), some_failed) << name(fault);
  EXPECT_EQ(exit_status(usage), usage_error);
  EXPECT_EQ(exit_status(internal), internal_error);
}

TEST(Complain, takes_the_worse_of_two_statuses) {
  const struct {
    int one, other, worse;
  } cases[] = {{0, 0, 0}, {0, 4, 4}, {4, 3, 3}, {3, 7, 7}, {7, 5, 5}, {5, 130, 130}, {4, 1, 1}, {2, 3, 2}};
  for (const auto& c : cases) {
    EXPECT_EQ(worse(c.one, c.other), c.worse);
    EXPECT_EQ(worse(c.other, c.one), c.worse);
  }
}

}  // namespace
}  // namespace headroom::cli
