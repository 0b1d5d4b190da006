#include "crop/cell_means.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <random>

namespace headroom::crop {
namespace {

using testing::Each;
using testing::ElementsAre;

/// One row of samples.
Plane row_of(std::initializer_list<int> samples) {
  Plane plane({static_cast<int>(samples.size()), 1});
  int x = 0;
  for (const int sample : samples) plane.row(0)[x++] = static_cast<Byte>(sample);
  return plane;
}

TEST(CellMeans, weigh_samples_by_the_share_that_lies_in_the_cell) {
  const Plane plane = row_of({10, 20, 30});
  EXPECT_THAT(cell_means(plane, {0, 0, 3 * 256, 256}, 1, 1), ElementsAre(16 * 20));
  EXPECT_THAT(cell_means(plane, {0, 0, 3 * 256, 256}, 3, 1), ElementsAre(160, 320, 480));
  EXPECT_THAT(cell_means(plane, {0, 0, 3 * 256, 256}, 2, 1), ElementsAre(213, 427)) << "10 2/3 of a sample, 20 1/3";
  EXPECT_THAT(cell_means(plane, {128, 0, 256, 256}, 1, 1), ElementsAre(240)) << "half of each";
}

TEST(CellMeans, of_a_single_sample_are_that_sample_however_many) {
  EXPECT_THAT(cell_means(row_of({77}), {0, 0, 256, 256}, 32, 32), Each(77 * 16));
  EXPECT_THAT(cell_means(row_of({77}), {255, 255, 1, 1}, 3, 3), Each(77 * 16)) << "cells smaller than their unit";
}

int mean_by_hand(const Cells& cells, int columns, int rows, int x, int y, int radius) {
  int sum = 0;
  for (int j = y - radius; j <= y + radius; j++)
    for (int i = x - radius; i <= x + radius; i++)
      sum += cells[std::clamp(j, 0, rows - 1) * columns + std::clamp(i, 0, columns - 1)];
  const int area = (2 * radius + 1) * (2 * radius + 1);
  return (sum + area / 2) / area;
}

TEST(CellMeans, blurred_are_means_of_the_cells_around_with_edges_repeated) {
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
