#include "crop/blur.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <utility>

namespace headroom::crop {
namespace {

double mean_by_hand(const Levels& cells, int columns, int rows, int x, int y, int radius) {
  int sum = 0;
  for (int j = y - radius; j <= y + radius; j++)
    for (int i = x - radius; i <= x + radius; i++)
      sum += cells[std::clamp(j, 0, rows - 1) * columns + std::clamp(i, 0, columns - 1)];
  return sum / ((2.0 * radius + 1) * (2.0 * radius + 1));
}

template <int radius, typename Sum>
void expect_means(int most, unsigned times) {
  std::mt19937 random(3);
  for (const auto& [columns, rows] : {std::pair{16, 1}, std::pair{16, 13}, std::pair{48, 2}, std::pair{64, 30}}) {
    Levels cells(static_cast<std::size_t>(columns) * rows);
    for (Level& cell : cells) cell = static_cast<Level>(random() % (most + 1));
    Levels means;
    blur<radius, Sum>(cells, columns, rows, means, times);
    for (int y = 0; y < rows; y++)
      for (int x = 0; x < columns; x++)
        EXPECT_NEAR(means[y * columns + x], times * mean_by_hand(cells, columns, rows, x, y, radius), 1);
  }
}

TEST(Blur, gives_the_mean_of_the_cells_around_with_edges_repeated) {
  expect_means<2, std::uint16_t>(255, 1);
  expect_means<4, std::uint16_t>(255, 1);
  expect_means<4, std::uint16_t>(255, 4);
  expect_means<4, unsigned>(2040, 1);
}

TEST(Blur, keeps_a_uniform_grid_up_to_the_largest_levels) {
  for (const int level : {0, 1, 255, 2040}) {
    Levels means;
    blur<4, unsigned>(Levels(32 * 9, static_cast<Level>(level)), 32, 9, means);
    EXPECT_EQ(means, Levels(32 * 9, static_cast<Level>(level)));
  }
}

}  // namespace
}  // namespace headroom::crop
