#include "cli/foreseen_status.h"

#include <gtest/gtest.h>

#include <vector>

namespace headroom::cli {
namespace {

TEST(ForeseenStatus, is_that_of_a_run_with_the_same_errors) {
  const struct {
    std::vector<Fault> faults;
    int status;
  } cases[] = {
      {{}, 0},
      {{Fault::no_such_user}, 3},
      {{Fault::busy}, 4},
      {{Fault::no_such_user, Fault::busy}, 4},
      {{Fault::busy, Fault::no_such_user}, 4},
      {{Fault::busy, Fault::login_refused, Fault::no_such_user}, 5},
  };
  for (const auto& c : cases) {
    ForeseenStatus status;
    status.count(std::nullopt);
    for (const Fault fault : c.faults) status.count(Error{fault, "", {}});
    EXPECT_EQ(status.value(), c.status);
  }
}

}  // namespace
}  // namespace headroom::cli
