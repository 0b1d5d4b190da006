#include "batch/duplicates.h"

#include <gmock/gmock.h>

#include <random>

namespace headroom::batch {
namespace {

using testing::ElementsAre;

constexpr std::nullopt_t none = std::nullopt;

Fingerprint random_fingerprint(std::mt19937_64& random) { return {random(), random(), random(), random()}; }

Fingerprint with_bits_changed(Fingerprint fingerprint, int low, int high, std::mt19937_64& random) {
  for (int i = 0; i < low; i++) fingerprint[0] ^= std::uint64_t{1} << (random() % 64);
  for (int i = 0; i < high; i++) fingerprint[1 + random() % 3] ^= std::uint64_t{1} << (random() % 64);
  return fingerprint;
}

TEST(Duplicates, of_no_photos_and_of_one_there_are_none) {
  EXPECT_TRUE(find_duplicates({}).empty());
  EXPECT_THAT(find_duplicates(std::vector<Likeness>{{"a", {1, 2, 3, 4}}}), ElementsAre(none));
}

TEST(Duplicates, names_the_first_other_one_to_both_of_a_pair) {
  const std::vector<Likeness> photos{{"a", {~0ULL, 2, 3, 4}},
                                     {"b", {1, 2, 3, 4}},
                                     {"c", {1, 2, 3, 5}},
                                     {"d", {1, 2, 3, 4}},
                                     {"e", {0xff0000, 2, 3, 4}}};
  EXPECT_THAT(find_duplicates(photos), ElementsAre(none, 2U, 1U, 1U, none));
}

TEST(Duplicates, the_same_bytes_are_the_same_picture_even_where_it_is_flat) {
  const std::vector<Likeness> photos{{"a", {}}, {"b", {}}, {"a", {}}, {"", {}}, {"", {}}};
  EXPECT_THAT(find_duplicates(photos), ElementsAre(2U, none, 0U, none, none)) << "no bytes: no photo";
}

TEST(Duplicates, finds_each_pair_however_the_changed_bits_lie) {
  std::mt19937_64 random(7);
  std::vector<Likeness> photos;
  for (int i = 0; i < 2000; i++) {
    const auto fingerprint = random_fingerprint(random);
    photos.push_back({"first " + std::to_string(i), fingerprint});
    photos.push_back({"second " + std::to_string(i), with_bits_changed(fingerprint, i % 8, 13, random)});
  }
  const auto others = find_duplicates(photos);
  for (std::size_t i = 0; i < others.size(); i++) EXPECT_EQ(others[i], i ^ 1) << i;
}

TEST(Duplicates, many_copies_of_one_picture_all_name_the_first) {
  std::mt19937_64 random(8);
  const auto fingerprint = random_fingerprint(random);
  std::vector<Likeness> photos;
  for (int i = 0; i < 50'000; i++)
    photos.push_back({std::to_string(i), with_bits_changed(fingerprint, i % 3, 4, random)});
  const auto others = find_duplicates(photos);
  EXPECT_EQ(others[0], 1U);
  for (std::size_t i = 1; i < others.size(); i++) ASSERT_EQ(others[i], 0U) << i;
}

}  // namespace
}  // namespace headroom::batch
