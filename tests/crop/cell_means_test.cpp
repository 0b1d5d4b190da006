#include "crop/cell_means.h"

#include <gmock/gmock.h>

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

}  // namespace
}  // namespace headroom::crop
