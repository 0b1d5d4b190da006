#include "store/allowance.h"

#include <gtest/gtest.h>

namespace headroom::store {
namespace {

using namespace std::chrono_literals;

constexpr Clock::Time start{1h};

TEST(Allowance, halves_once_for_all_that_was_going_on) {
  Allowance allowance(16);
  for (int i = 0; i < 16; i++) allowance.in_trouble(start, start + 5s + i * 400ms);
  EXPECT_EQ(allowance.allowed(), 8);
  allowance.in_trouble(start + 5s, start + 13s);  // began after the halving
  EXPECT_EQ(allowance.allowed(), 4);
}

TEST(Allowance, halves_once_a_second_at_most_and_never_below_one) {
  Allowance allowance(16);
  for (int i = 0; i < 30; i++) allowance.in_trouble(start + i * 100ms, start + i * 100ms);
  EXPECT_EQ(allowance.allowed(), 2);
  for (int i = 0; i < 30; i++) allowance.in_trouble(start + i * 10s, start + i * 10s);
  EXPECT_EQ(allowance.allowed(), 1);
}

TEST(Allowance, grows_by_one_after_fifty_successes_in_a_row) {
  Allowance allowance(4);
  allowance.in_trouble(start, start);
  EXPECT_EQ(allowance.allowed(), 2);
  for (int i = 0; i < 49; i++) allowance.succeeded();
  allowance.in_trouble(start, start);  // breaks the row, halves nothing
  for (int i = 0; i < 49; i++) allowance.succeeded();
  EXPECT_EQ(allowance.allowed(), 2);
  allowance.succeeded();
  EXPECT_EQ(allowance.allowed(), 3);
  for (int i = 0; i < 500; i++) allowance.succeeded();
  EXPECT_EQ(allowance.allowed(), 4);
}

TEST(Allowance, is_one_at_least) { EXPECT_EQ(Allowance(0).allowed(), 1); }

}  // namespace
}  // namespace headroom::store
