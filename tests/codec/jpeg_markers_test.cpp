#include "codec/jpeg_markers.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "codec/photo_source.h"
#include "support/gradients.h"
#include "support/jpeg_files.h"
#include "support/profiles.h"

namespace headroom::codec {
namespace {

Bytes grey_with(const std::vector<Bytes>& segments) {
  Image grey;
  grey.luma = Plane({16, 16});
  grey.luma.fill(128);
  test::JpegLook look;
  look.icc_segments = segments;
  return test::write_jpeg(grey, look);
}

struct Seen {
  int level;     // of a grey of 128, by a profile of gamma 1.8: 146
  bool dropped;  // the profile

  bool operator==(const Seen&) const = default;
};

Seen seen(const std::vector<Bytes>& segments, const Limits& limits = {}) {
  auto source = open_photo(grey_with(segments), limits).value();
  const int level = source->preview(16).value().luma.row(3)[3];
  return {level >= 145 && level <= 147 ? 146 : level, source->flags().has(Flag::profile_dropped)};
}

TEST(JpegMarkers, give_a_profile_of_segments_in_any_order) {
  auto segments = test::icc_segments(test::grey_profile(1.8), 100);
  ASSERT_GE(segments.size(), 3U);
  EXPECT_EQ(seen(segments), (Seen{146, false}));
  std::reverse(segments.begin(), segments.end());
  EXPECT_EQ(seen(segments), (Seen{146, false}));
  segments.insert(segments.begin() + 1, Bytes{'M', 'P', 'F', 0, 'I', 'I'});  // what phones put between them
  EXPECT_EQ(seen(segments), (Seen{146, false}));
}

TEST(JpegMarkers, give_no_profile_when_segments_are_missing_or_contradict_each_other) {
  const auto whole = test::icc_segments(test::grey_profile(1.8), 100);
  constexpr std::size_t number = 12, count = 13;  // places in a segment
  auto missing = whole;
  missing.pop_back();
  auto twice = whole;
  twice.push_back(whole[0]);
  auto other_count = whole;
  other_count[1][count]++;
  auto number_zero = whole;
  number_zero[0][number] = 0;
  auto short_one = whole;
  short_one[0].resize(number);  // its numbers are missing
  for (const auto& segments : {missing, twice, other_count, number_zero, short_one})
    EXPECT_EQ(seen(segments), (Seen{128, true}));
}

TEST(JpegMarkers, give_no_profile_over_the_limit) {
  Limits limits;
  limits.icc_bytes = 100;
  EXPECT_EQ(seen(test::icc_segments(test::grey_profile(1.8)), limits), (Seen{128, true}));
}

TEST(JpegMarkers, give_no_profile_for_other_channels) {
  EXPECT_EQ(seen(test::icc_segments(test::cmyk_profile())), (Seen{128, true}));
  EXPECT_EQ(seen(test::icc_segments(Bytes(600, 0x77))), (Seen{128, true}));
}

TEST(JpegMarkers, say_nothing_when_there_is_no_profile) {
  EXPECT_EQ(seen({}), (Seen{128, false}));
  EXPECT_EQ(seen({Bytes{'M', 'P', 'F', 0}}), (Seen{128, false}));
}

/// Phones write several pictures one after the other: both eyes, a portrait and its depth, a still and its film.
TEST(JpegMarkers, show_the_first_of_several_pictures) {
  Bytes file = test::write_jpeg(test::gradient({60, 40}));
  test::JpegLook turned;
  turned.orientation = 6;
  const Bytes second = test::write_jpeg(test::gradient({32, 32}), turned);
  file.insert(file.end(), second.begin(), second.end());
  auto source = open_photo(file, {}).value();
  EXPECT_EQ(source->size(), (Size{60, 40}));
  const auto found = test::deviation(source->preview(60).value().luma, 0, {60, 40});
  EXPECT_LE(found.most, 4);
  EXPECT_EQ(source->flags(), Flags{});
}

}  // namespace
}  // namespace headroom::codec
