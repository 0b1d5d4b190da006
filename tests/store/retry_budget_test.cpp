#include "store/retry_budget.h"

#include <gtest/gtest.h>

namespace headroom::store {
namespace {

TEST(RetryBudget, allows_so_many_in_a_row_and_then_a_share_of_the_operations) {
  RetryBudget budget(0.1, 20);
  int taken = 0;
  while (budget.take()) taken++;
  EXPECT_EQ(taken, 20);
  for (int operation = 0; operation < 1'000; operation++) {
    budget.operation();
    if (budget.take()) taken++;
  }
  EXPECT_EQ(taken, 120);
}

TEST(RetryBudget, saves_no_more_than_its_allowance) {
  RetryBudget budget(0.5, 3);
  for (int operation = 0; operation < 1'000; operation++) budget.operation();
  int taken = 0;
  while (budget.take()) taken++;
  EXPECT_EQ(taken, 3);
}

}  // namespace
}  // namespace headroom::store
