#include "crop/trees.h"

#include <gtest/gtest.h>

#include <array>
#include <vector>

#include "crop/skin_model.h"

namespace headroom::crop {
namespace {

TEST(Trees, walk_to_the_leaf_that_the_features_say) {
  // Asks for the three first positions only; a feature above its limit goes to the second child.
  const Tree tree{{view_features, view_features + 1, view_features + 1, view_features + 2, view_features + 2,
                   view_features + 2, view_features + 2},
                  {10, 20, 20, 30, 30, 30, 30},
                  {0, 1, 2, 3, 4, 5, 6, 7}};
  const Layout layout(view_columns, view_rows);
  struct {
    std::array<std::uint8_t, 3> positions;
    int leaf;
  } cases[] = {{{0, 0, 0}, 0},  {{0, 0, 31}, 1},   {{0, 21, 0}, 2},    {{0, 21, 31}, 3},    {{10, 20, 30}, 0},
               {{11, 0, 0}, 4}, {{11, 20, 31}, 5}, {{255, 21, 30}, 6}, {{255, 255, 255}, 7}};
  for (const auto& c : cases) {
    std::vector<std::uint8_t> samples(layout.bytes());
    for (int i = 0; i < 3; i++) samples[layout.begin_of_position(i)] = c.positions[i];
    EXPECT_EQ(value_of(tree, View(samples.data(), layout)), c.leaf);
  }
}

TEST(Trees, a_view_in_a_wider_grid_reads_its_own_cells) {
  const Layout layout(view_columns + 7, view_rows + 5);
  std::vector<std::uint8_t> samples(layout.bytes(), 9);
  for (int row = 2; row < 2 + view_rows; row++)
    for (int column = 4; column < 4 + view_columns; column++)
      for (int channel = 0; channel < channel_count; channel++)
        samples[layout.begin_of(channel, column, row) + layout.place_of(column, row)] =
            static_cast<std::uint8_t>(10 + channel);
  const View view(&samples[layout.place_of(4, 2)], layout);
  for (int feature = 0; feature < view_features; feature++)
    ASSERT_EQ(view.feature(feature), 10 + feature % channel_count) << feature;
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
