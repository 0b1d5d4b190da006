#include "datasets/random.h"

#include <gtest/gtest.h>

namespace headroom::datasets {
namespace {

TEST(Random, gives_the_published_numbers_of_its_algorithm) {
  Random random(1234567);  // the first values that other SplitMix64 implementations give for this seed
  EXPECT_EQ(random.bits(), 6457827717110365317U);
  EXPECT_EQ(random.bits(), 3203168211198807973U);
}

TEST(Random, gives_shares_between_zero_and_one_with_their_mean_in_the_middle) {
  Random random(7);
  double sum = 0;
  for (int draw = 0; draw < 10'000; draw++) {
    const double share = random.share();
    ASSERT_GE(share, 0);
    ASSERT_LT(share, 1);
    sum += share;
  }
  EXPECT_NEAR(sum / 10'000, 0.5, 0.01);
}

TEST(Random, draws_a_bell_of_unit_deviation) {
  Random random(7);
  double squares = 0;
  for (int draw = 0; draw < 10'000; draw++) {
    const double value = random.bell();
    squares += value * value;
  }
  EXPECT_NEAR(squares / 10'000, 1, 0.05);
}

TEST(Random, gives_every_item_chance_of_its_own) {
  EXPECT_NE(Random::for_item(1, 1).bits(), Random::for_item(1, 2).bits());
  EXPECT_NE(Random::for_item(1, 1).bits(), Random::for_item(2, 1).bits());
  EXPECT_EQ(Random::for_item(1, 1).bits(), Random::for_item(1, 1).bits());
}

}  // namespace
}  // namespace headroom::datasets
