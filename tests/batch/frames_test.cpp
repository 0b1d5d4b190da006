#include "batch/frames.h"

#include <gtest/gtest.h>

namespace headroom::batch {
namespace {

constexpr Size photo{1000, 600};
const OutputSpec small{{96, 96}, 0, {}};

crop::Sighting somebody(double confidence) {
  crop::Sighting sighting;
  sighting.subject = {Finder::face, {700, 100, 140, 200}, confidence};
  sighting.salient = {50, 0, 600, 600};
  return sighting;
}

Settings cropped(Cropper cropper) {
  Settings settings;
  settings.outputs = {small};
  settings.cropper = cropper;
  return settings;
}

TEST(Frames, go_around_the_head) {
  EXPECT_EQ(crop_for(small, somebody(0.9), photo, cropped(Cropper::smart)), (Rect{620, 75, 300, 300}));
}

TEST(Frames, slide_the_short_side_to_the_head) {
  EXPECT_EQ(crop_for(small, somebody(0.9), photo, cropped(Cropper::aligned)), (Rect{400, 0, 600, 600}));
}

TEST(Frames, show_what_stands_out_where_nobody_is_trusted) {
  EXPECT_EQ(crop_for(small, somebody(0.4), photo, cropped(Cropper::smart)), (Rect{50, 0, 600, 600}));
  EXPECT_EQ(crop_for({{200, 100}, 0, {}}, somebody(0.4), photo, cropped(Cropper::smart)), (Rect{0, 50, 1000, 500}));
}

TEST(Frames, stay_in_the_middle_when_told_to) {
  EXPECT_EQ(crop_for(small, somebody(0.9), photo, cropped(Cropper::centre)), (Rect{200, 0, 600, 600}));
}

TEST(Frames, have_the_search_ask_what_the_cropper_needs) {
  EXPECT_EQ(search_for(cropped(Cropper::smart)).senses, crop::Senses::face_and_skin);
  EXPECT_EQ(search_for(cropped(Cropper::aligned)).senses, crop::Senses::face_and_skin);
  EXPECT_EQ(search_for(cropped(Cropper::face)).senses, crop::Senses::face);
  EXPECT_EQ(search_for(cropped(Cropper::skin)).senses, crop::Senses::skin);
}

}  // namespace
}  // namespace headroom::batch
