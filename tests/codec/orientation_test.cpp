#include "codec/orientation.h"

#include <gtest/gtest.h>

#include "support/jpeg_files.h"

namespace headroom::codec {
namespace {

TEST(Orientation, counts_invalid_values_as_upright) {
  for (const int value : {-1, 0, 1, 9, 65535}) EXPECT_EQ(orientation_of(value), Orientation{}) << value;
}

TEST(Orientation, is_read_from_exif) {
  for (int value = 0; value <= 9; value++)
    EXPECT_EQ(read_orientation(test::exif_orientation(value), {}), orientation_of(value)) << value;
}

TEST(Orientation, is_upright_when_exif_is_nonsense) {
  const Bytes whole = test::exif_orientation(6);
  for (std::size_t length = 0; length < 20; length++)
    EXPECT_EQ(read_orientation(ByteView(whole).first(length), {}), Orientation{}) << length;
  EXPECT_EQ(read_orientation(Bytes(1000, 0xFF), {}), Orientation{});
  Bytes cyclic = whole;
  cyclic.at(22) = 8;  // the next directory is the first
  EXPECT_EQ(read_orientation(cyclic, {}), orientation_of(6));
}

TEST(Orientation, is_not_sought_in_exif_over_the_limit) {
  Limits limits;
  limits.exif_bytes = 10;
  EXPECT_EQ(read_orientation(test::exif_orientation(6), limits), Orientation{});
}

TEST(Orientation, turns_sizes_from_5_on) {
  for (int value = 1; value <= 8; value++)
    EXPECT_EQ(upright({4, 3}, orientation_of(value)), (value < 5 ? Size{4, 3} : Size{3, 4})) << value;
}

TEST(Orientation, finds_a_crop_in_the_stored_photo) {
  const Size stored{40, 30};
  const struct {
    int orientation;
    Rect upright;
    Rect stored;
  } cases[] = {
      {1, {1, 2, 5, 6}, {1, 2, 5, 6}},   {2, {1, 2, 5, 6}, {34, 2, 5, 6}}, {3, {1, 2, 5, 6}, {34, 22, 5, 6}},
      {4, {1, 2, 5, 6}, {1, 22, 5, 6}},  {5, {1, 2, 5, 6}, {2, 1, 6, 5}},  {6, {1, 2, 5, 6}, {2, 24, 6, 5}},
      {7, {1, 2, 5, 6}, {32, 24, 6, 5}}, {8, {1, 2, 5, 6}, {32, 1, 6, 5}},
  };
  for (const auto& c : cases) EXPECT_EQ(stored_rect(c.upright, orientation_of(c.orientation), stored), c.stored);
}

}  // namespace
}  // namespace headroom::codec
