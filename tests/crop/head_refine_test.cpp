#include "crop/head_refine.h"

#include <gtest/gtest.h>

namespace headroom::crop {
namespace {

constexpr int cell = 1000;

TEST(HeadRefine, one_candidate_is_the_answer) {
  const HeadGuess guess = agreed_head({{{5000, 7000, cell}, 300}});
  EXPECT_EQ(guess.window, (Window{5000, 7000, cell}));
  EXPECT_EQ(guess.score, 300);
  EXPECT_EQ(guess.rival, worst_rival);
}

TEST(HeadRefine, candidates_that_agree_are_averaged_by_what_they_are_worth) {
  struct {
    int second_score;
    int x;  // of the answer; the first is at 0, the second at 1200
  } cases[] = {{500, 600}, {500 - 128, 400}, {500 - 256, 0}, {-5000, 0}};
  for (const auto& c : cases) {
    const HeadGuess guess = agreed_head({{{0, 0, cell}, 500}, {{1200, 0, cell}, c.second_score}});
    EXPECT_EQ(guess.window, (Window{c.x, 0, cell})) << c.second_score;
    EXPECT_EQ(guess.rival, worst_rival);
  }
}

TEST(HeadRefine, a_candidate_elsewhere_is_a_rival_and_does_not_pull) {
  const HeadGuess guess = agreed_head({{{0, 0, cell}, 500}, {{20 * cell, 0, cell}, 400}, {{0, 13 * cell, cell}, 100}});
  EXPECT_EQ(guess.window, (Window{0, 0, cell}));
  EXPECT_EQ(guess.rival, 400);
}

TEST(HeadRefine, a_model_without_an_opinion_leaves_windows_where_they_are) {
  Image preview{Plane(Size{60, 50}), Plane(), Plane()};
  preview.luma.fill(90);
  const PreviewSums sums(make_skin_map_on_cpu(preview), preview);
  const Window window{2560, 1280, 512};
  ChannelMaker maker(sums);
  const ChannelGrid cells = cells_around(maker, window);
  EXPECT_EQ(moved(window, view_of(cells), SkinModel{}), window);
}

}  // namespace
}  // namespace headroom::crop
