#include "batch/tally.h"

#include <gmock/gmock.h>

#include "batch/comparison.h"

namespace headroom::batch {
namespace {

constexpr crop::Verdict good{0.9, true, false}, usable{0.5, true, false}, missed{};

/// Scores of one size; a letter is what a cropper made of a photo: g(ood), u(sable), m(issed).
Scores scores_of(const std::vector<std::string>& croppers) {
  Scores scores;
  scores.sides = {96};
  for (std::size_t i = 0; i < croppers.front().size(); i++) {
    ScoredPhoto photo{{std::to_string(i), {10, 10}, {1, 1, 5, 5}, {}}, {}, {}, {i % 2 == 0}, {}};
    for (const auto& letters : croppers) {
      Attempt attempt;
      attempt.verdicts = {letters[i] == 'g' ? good : letters[i] == 'u' ? usable : missed};
      photo.attempts.push_back(attempt);
    }
    scores.photos.push_back(photo);
  }
  for (std::size_t i = 0; i < croppers.size(); i++)
    scores.croppers.push_back({std::string(1, static_cast<char>('a' + i)), Cropper::skin, {}, {}});
  return scores;
}

TEST(Tally, counts_by_group) {
  auto scores = scores_of({"ggum"});
  scores.photos[1].label.tags = {"hat"};
  scores.photos[3].label.tags = {"hat", "grey"};
  const auto groups = groups_of(scores);
  ASSERT_EQ(groups.size(), 4U);
  EXPECT_EQ(groups[2].name(), "grey");
  EXPECT_EQ(figures(scores, 0, 0).good, 2);
  EXPECT_EQ(figures(scores, 0, 0).usable, 3);
  EXPECT_EQ(figures(scores, 0, 0, groups[1]).photos, 2);  // hard: the first and the third
  EXPECT_EQ(figures(scores, 0, 0, groups[3]).missed, 1);
}

TEST(Tally, of_nothing_is_nothing) {
  const auto scores = [] {
    auto one = scores_of({"g"});
    one.photos.clear();
    return one;
  }();
  EXPECT_EQ(figures(scores, 0, 0).percent(0), 0);
  EXPECT_FALSE(times(scores, 0));
  EXPECT_EQ(success(scores, 0, 0).front(), 0);
  EXPECT_EQ(trust(scores, 0)->faces, 0);
}

TEST(Tally, success_falls_from_contained_over_usable_to_good) {
  const auto shares = success(scores_of({"ggum"}), 0, 0);
  EXPECT_EQ(shares[0], 0.75);
  EXPECT_EQ(shares[45], 0.75);
  EXPECT_EQ(shares[70], 0.5);
  EXPECT_EQ(shares[90], 0.5);
  EXPECT_EQ(shares[91], 0);
}

TEST(Tally, reliability_asks_what_the_subject_was_worth) {
  auto scores = scores_of({"ggum"});
  for (auto& photo : scores.photos) {
    photo.attempts[0].subject = {Finder::skin, {}, 0.25};
    photo.attempts[0].by_head = photo.attempts[0].verdicts;
  }
  scores.photos[0].attempts[0].subject.confidence = 1;  // the last bin has its upper end, too
  scores.photos[1].attempts[0].by_head.clear();
  const auto bins = reliability(scores, 0, 0);
  ASSERT_EQ(bins.size(), 10U);
  EXPECT_EQ(bins[9].photos, 1);
  EXPECT_EQ(bins[9].good, 1);
  EXPECT_EQ(bins[2].photos, 2);
  EXPECT_EQ(bins[2].good, 0);
  EXPECT_EQ(bins[2].mean_confidence, 0.25);
}

TEST(Tally, times_are_measured_or_given) {
  auto scores = scores_of({"gggg"});
  for (int i = 0; i < 4; i++) scores.photos[i].attempts[0].milliseconds = 1 << i;
  EXPECT_EQ(times(scores, 0)->mean, 15.0 / 4);
  EXPECT_EQ(times(scores, 0)->median, 4);
  EXPECT_TRUE(times(scores, 0)->measured);
  scores.croppers[0].milliseconds = 50;
  EXPECT_EQ(times(scores, 0)->photos_per_second(), 20);
  EXPECT_FALSE(times(scores, 0)->measured);
}

TEST(Comparison, a_share_of_few_photos_is_uncertain) {
  EXPECT_NEAR(likely_share(97, 100).low, 0.915, 0.001);  // the published values for 97 of 100
  EXPECT_NEAR(likely_share(97, 100).high, 0.990, 0.001);
  EXPECT_EQ(likely_share(0, 0).low, 0);
  EXPECT_EQ(likely_share(0, 0).high, 1);
  EXPECT_EQ(likely_share(5, 5).high, 1);
  EXPECT_LT(likely_share(5, 5).low, 0.6);
}

TEST(Comparison, a_duel_is_decided_by_the_photos_that_tell_the_two_apart) {
  const auto close = duel(scores_of({"gggggm", "gggmmg"}), 0, 1);
  EXPECT_EQ(close.first_better, 2);
  EXPECT_EQ(close.second_better, 1);
  EXPECT_DOUBLE_EQ(close.chance, 1);
  const auto clear = duel(scores_of({"gggggg", "mmmmmm"}), 0, 1);
  EXPECT_NEAR(clear.chance, 2.0 / 64, 1e-12);
  EXPECT_TRUE(clear.decided());
  EXPECT_FALSE(duel(scores_of({"gg", "gg"}), 0, 1).decided());
}

TEST(Comparison, ranks_by_good_then_usable_then_trust) {
  auto scores = scores_of({"gmm", "gum", "ggm", "gum"});
  for (auto& photo : scores.photos) photo.attempts[3].trusted = true;
  const auto places = ranking(scores);
  EXPECT_EQ(places[0].cropper, 2U);
  EXPECT_EQ(places[1].cropper, 3U);  // as good as the second, but sure of itself
  EXPECT_EQ(places[2].cropper, 1U);
  EXPECT_EQ(places[3].cropper, 0U);
}

TEST(Comparison, takes_a_much_faster_one_that_is_no_worse_for_all_one_can_tell) {
  const std::string all(35, 'g'), one_missed = std::string(34, 'g') + 'm', none(35, 'm');
  auto scores = scores_of({all, one_missed, none});
  for (auto& photo : scores.photos) {
    photo.attempts[0].milliseconds = 10;
    photo.attempts[1].milliseconds = 6;
    photo.attempts[2].milliseconds = 1;
  }
  EXPECT_EQ(choice(scores).taken, 0U);  // not much faster
  for (auto& photo : scores.photos) photo.attempts[1].milliseconds = 5;
  EXPECT_EQ(choice(scores).taken, 1U);
  EXPECT_EQ(choice(scores).best, 0U);
  scores.photos.resize(enough_to_choose - 1);
  EXPECT_EQ(choice(scores).taken, 0U) << "too few photos to take the faster one by";
}

}  // namespace
}  // namespace headroom::batch
