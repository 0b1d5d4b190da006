#include "codec/turned_source.h"

#include <gtest/gtest.h>

#include <cmath>
#include <utility>

#include "support/gradients.h"
#include "support/jpeg_files.h"

namespace headroom::codec {
namespace {

void expect_in_place(const Image& image, Size photo) {
  for (int i = 0; i < 3; i++) {
    const auto found = test::deviation(*image.planes()[static_cast<std::size_t>(i)], i, photo);
    EXPECT_LE(std::abs(found.mean), 0.2) << "plane " << i;
    EXPECT_LE(found.most, 4) << "plane " << i;
  }
}

TEST(TurnedSource, shows_a_photo_that_lies_on_its_side_upright) {
  const Size photo{201, 133};
  const int stored_by_turns[] = {1, 6, 3, 8};  // EXIF orientations that the files do not tell
  for (int turns = 0; turns < 4; turns++) {
    auto lying = open_photo(test::write_jpeg(test::stored_as(test::gradient(photo), stored_by_turns[turns])), {});
    const auto source = turned_source(std::move(*lying), quarter_turns(turns));
    EXPECT_EQ(source->size(), photo);
    EXPECT_EQ(source->format(), "JPEG");
    expect_in_place(source->preview(100).value(), photo);
    const Rect crop{20, 10, 100, 90};
    const Image region = source->region(crop, {96, 86}).value();
    expect_in_place(region, photo);
    EXPECT_LE(region.luma.across.origin, crop.x);
    EXPECT_GE(region.luma.down.origin + region.luma.height() * region.luma.down.step, crop.y + crop.height);
  }
}

TEST(TurnedSource, passes_on_what_the_source_complains_of) {
  Bytes file = test::write_jpeg(test::gradient({100, 100}));
  file.resize(file.size() * 3 / 10);
  const auto source = turned_source(open_photo(file, {}).value(), quarter_turns(1));
  const auto preview = source->preview(100);
  ASSERT_FALSE(preview);
  EXPECT_EQ(preview.error().fault, Fault::broken);
}

}  // namespace
}  // namespace headroom::codec
