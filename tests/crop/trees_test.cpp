#include "crop/trees.h"

#include <gtest/gtest.h>

#include "crop/skin_model.h"

namespace headroom::crop {
namespace {

TEST(Trees, walk_to_the_leaf_that_the_features_say) {
  // Asks for the three first positions only; a feature above its limit goes to the second child.
  const Tree tree{{view_features, view_features + 1, view_features + 1, view_features + 2, view_features + 2,
                   view_features + 2, view_features + 2},
                  {10, 20, 20, 30, 30, 30, 30},
                  {0, 1, 2, 3, 4, 5, 6, 7}};
  const std::vector<std::uint8_t> cells(view_features, 0);
  struct {
    Positions positions;
    int leaf;
  } cases[] = {{{0, 0, 0}, 0},  {{0, 0, 31}, 1},   {{0, 21, 0}, 2},    {{0, 21, 31}, 3},    {{10, 20, 30}, 0},
               {{11, 0, 0}, 4}, {{11, 20, 31}, 5}, {{255, 21, 30}, 6}, {{255, 255, 255}, 7}};
  for (const auto& c : cases) EXPECT_EQ(value_of(tree, View(cells.data(), view_columns, c.positions)), c.leaf);
}

TEST(Trees, a_view_in_a_wider_grid_reads_its_own_cells) {
  const int columns = view_columns + 7;
  std::vector<std::uint8_t> cells(static_cast<std::size_t>(columns) * view_rows * channel_count, 9);
  for (int row = 0; row < view_rows; row++)
    for (int i = 0; i < view_columns * channel_count; i++) cells[row * columns * channel_count + i] = 3;
  const View view(cells.data(), columns, {});
  for (int feature = 0; feature < view_features; feature++) ASSERT_EQ(view.feature(feature), 3) << feature;
}

TEST(Trees, of_the_model_ask_for_features_that_exist) {
  const SkinModel& model = skin_model();
  for (const auto& trees : {model.search, model.choice, model.across, model.down, model.larger}) {
    EXPECT_FALSE(trees.empty());
    for (const Tree& tree : trees)
      for (const int feature : tree.feature) EXPECT_LT(feature, view_features + position_count);
  }
}

}  // namespace
}  // namespace headroom::crop
