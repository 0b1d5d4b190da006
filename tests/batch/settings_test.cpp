#include "batch/settings.h"

#include <gtest/gtest.h>

namespace headroom::batch {
namespace {

TEST(Settings, what_does_not_change_bytes_does_not_change_keys) {
  Settings other;
  other.jobs = 7;
  other.device = "opencl";
  other.verify = true;
  other.recursive = true;
  other.contact_sheet = false;
  const Settings settings;
  EXPECT_EQ(output_key(other, settings.outputs[0]), output_key(settings, settings.outputs[0]));
  EXPECT_EQ(reading_key(other), reading_key(settings));
}

TEST(Settings, what_changes_bytes_changes_keys) {
  const Settings settings;
  const auto key = [](const Settings& changed) { return output_key(changed, changed.outputs[0]); };
  const auto with = [](auto change) {
    Settings changed;
    change(changed);
    return changed;
  };
  EXPECT_NE(key(with([](Settings& s) { s.margin = 7; })), key(settings));
  EXPECT_NE(key(with([](Settings& s) { s.cropper = Cropper::aligned; })), key(settings));
  EXPECT_NE(key(with([](Settings& s) { s.framing = Framing::per_output; })), key(settings));
  EXPECT_NE(key(with([](Settings& s) { s.quality = 91; })), key(settings));
  EXPECT_NE(key(with([](Settings& s) { s.sampling = codec::Sampling::s444; })), key(settings));
  EXPECT_NE(key(with([](Settings& s) { s.least_confidence = 0.9; })), key(settings));
  EXPECT_NE(key(with([](Settings& s) { s.enlarge = false; })), key(settings));
  EXPECT_NE(key(with([](Settings& s) { s.limits.background = {0, 0, 0}; })), key(settings));
  EXPECT_NE(key(with([](Settings& s) { s.limits.exif_bytes = 1; })), key(settings));
  EXPECT_NE(key(with([](Settings& s) { s.limits.icc_bytes = 1; })), key(settings));
  EXPECT_NE(key(with([](Settings& s) { s.outputs[0].byte_limit = 5; })), key(settings));
  EXPECT_NE(key(with([](Settings& s) { s.outputs.push_back({{1000, 1000}, 0}); })), key(settings));
}

void choose(OutputSpec& output, std::string_view option, std::string_view text) {
  output.look.choose(*filter::choice_from(option, text));
}

TEST(Settings, a_look_changes_the_key_of_its_output_alone) {
  Settings changed;
  choose(changed.outputs[0], "contrast", "light");
  EXPECT_NE(output_key(changed, changed.outputs[0]), output_key(Settings(), Settings().outputs[0]));
  EXPECT_EQ(output_key(changed, changed.outputs[1]), output_key(Settings(), changed.outputs[1]));
  const std::string light = output_key(changed, changed.outputs[0]);
  choose(changed.outputs[0], "contrast", "light:amount=23");
  EXPECT_NE(output_key(changed, changed.outputs[0]), light);
}

TEST(Settings, a_look_is_named_in_reports) {
  Settings settings;
  choose(settings.outputs[1], "effect", "vignette");
  choose(settings.outputs[1], "contrast", "auto");
  EXPECT_EQ(described(settings)[0].second, "96x96 (at most 10000 bytes), 648x648 contrast auto effect vignette");
}

TEST(Settings, refuse_auto_where_no_face_is_looked_for) {
  Settings settings;
  settings.out = "out";
  choose(settings.outputs[0], "contrast", "auto");
  EXPECT_TRUE(check(settings));
  settings.cropper = Cropper::centre;
  EXPECT_EQ(check(settings).error().fault, Fault::usage);
}

TEST(Settings, a_limit_of_one_output_leaves_the_key_of_another) {
  Settings changed;
  changed.outputs[0].byte_limit = 5;
  EXPECT_EQ(output_key(changed, changed.outputs[1]), output_key(Settings(), changed.outputs[1]));
}

TEST(Settings, the_crop_serves_the_largest_output_or_each_its_own) {
  Settings settings;
  settings.outputs = {{{96, 96}, 0}, {{300, 600}, 0}};
  EXPECT_EQ(crop_side(settings, settings.outputs[0]), 300);
  settings.framing = Framing::per_output;
  EXPECT_EQ(crop_side(settings, settings.outputs[0]), 96);
}

TEST(Settings, are_checked) {
  Settings settings;
  EXPECT_FALSE(check(settings)) << "no output folder";
  settings.out = "out";
  EXPECT_TRUE(check(settings));
  settings.outputs.clear();
  EXPECT_EQ(check(settings).error().fault, Fault::usage);
  settings.outputs = {{{9000, 1}, 0}};
  EXPECT_FALSE(check(settings));
}

}  // namespace
}  // namespace headroom::batch
