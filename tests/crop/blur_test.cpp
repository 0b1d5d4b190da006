#include "crop/blur.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace headroom::crop {
namespace {

int mean_by_hand(const Cells& cells, int columns, int rows, int x, int y, int radius) {
  int sum = 0;
  for (int j = y - radius; j <= y + radius; j++)
    for (int i = x - radius; i <= x + radius; i++)
      sum += cells[std::clamp(j, 0, rows - 1) * columns + std::clamp(i, 0, columns - 1)];
  const int area = (2 * radius + 1) * (2 * radius + 1);
  return (sum + area / 2) / area;
}

TEST(Blur, gives_the_mean_of_the_cells_around_with_edges_repeated) {
  std::mt19937 random(3);
  struct {
    int columns, rows, radius;
  } cases[] = {{1, 1, 2}, {1, 9, 4}, {9, 1, 4}, {17, 13, 2}, {40, 30, 4}, {3, 3, 5}};
  for (const auto& c : cases) {
    Cells cells(c.columns * c.rows);
    for (int& cell : cells) cell = static_cast<int>(random() % 2040);
    const Cells blurred = blur(cells, c.columns, c.rows, c.radius);
    for (int y = 0; y < c.rows; y++)
      for (int x = 0; x < c.columns; x++)
        EXPECT_NEAR(blurred[y * c.columns + x], mean_by_hand(cells, c.columns, c.rows, x, y, c.radius), 1);
  }
}

}  // namespace
}  // namespace headroom::crop
