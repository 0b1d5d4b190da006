#include "crop/exponential.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace headroom::crop {
namespace {

TEST(Exponential, is_that_of_the_library_to_the_last_bits) {
  for (double x = -700; x <= 700; x += 0.37) EXPECT_NEAR(exponential(x) / std::exp(x), 1, 1e-15) << x;
  EXPECT_EQ(exponential(0), 1);
}

TEST(Exponential, stays_a_number_beyond_its_ends) {
  EXPECT_EQ(exponential(1e9), exponential(700));
  EXPECT_EQ(exponential(-std::numeric_limits<double>::infinity()), exponential(-700));
}

TEST(Logistic, goes_from_0_to_1) {
  EXPECT_EQ(logistic(0), 0.5);
  EXPECT_EQ(logistic(1000), 1);
  EXPECT_NEAR(logistic(-1000), 0, 1e-300);
  EXPECT_NEAR(logistic(2) + logistic(-2), 1, 1e-15);
}

}  // namespace
}  // namespace headroom::crop
