#include "datasets/portrait.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "datasets/jpeg_file.h"

namespace headroom::datasets {
namespace {

Bytes portrait_file(std::uint64_t seed, double megapixels) {
  const Scene scene = plan_scene(Random(seed), megapixels);
  return encode_jpeg(draw(scene), {});
}

TEST(Portrait, gives_the_same_bytes_for_the_same_seed) {
  for (const double megapixels : {1e-6, 0.01, 0.3})
    EXPECT_EQ(portrait_file(5, megapixels), portrait_file(5, megapixels));
  EXPECT_NE(portrait_file(5, 0.01), portrait_file(6, 0.01));
}

/// FNV-1a over all samples.
std::uint64_t checksum(const Image& image) {
  std::uint64_t sum = 0xcbf29ce484222325U;
  for (const Plane* plane : image.planes())
    for (int y = 0; y < plane->height(); y++)
      for (int x = 0; x < plane->width(); x++) sum = (sum ^ plane->row(y)[x]) * 0x100000001b3U;
  return sum;
}

TEST(Portrait, is_the_same_with_every_compiler) {
  const char* reason = "was the drawing changed? Then take the new number; if not, compilers differ";
  EXPECT_EQ(checksum(draw(plan_scene(Random(3), 0.05))), 15035950408600608869U) << reason;
  EXPECT_EQ(checksum(draw(plan_scene(Random(4), 5))), 4362152528075598027U) << reason;  // painted at half its sides
}

TEST(Portrait, has_about_the_megapixels_asked_for) {
  for (const double megapixels : {0.3, 1.0, 12.0})
    for (std::uint64_t seed = 0; seed < 20; seed++) {
      const Size size = plan_scene(Random(seed), megapixels).size;
      EXPECT_NEAR(static_cast<double>(size.pixels()) / 1e6, megapixels, 0.01 * megapixels);
    }
}

TEST(Portrait, has_a_pixel_at_least) {
  for (std::uint64_t seed = 0; seed < 20; seed++) EXPECT_GE(plan_scene(Random(seed), 1e-6).size.short_side(), 1);
}

void expect_inside(const Label& label) {
  const auto inside = [&](Point point) {
    return point.x >= 0 && point.y >= 0 && point.x <= label.size.width && point.y <= label.size.height;
  };
  EXPECT_TRUE(inside({label.face.x, label.face.y}));
  EXPECT_TRUE(inside({label.face.x + label.face.width, label.face.y + label.face.height}));
  EXPECT_TRUE(inside(label.left_eye));
  EXPECT_TRUE(inside(label.right_eye));
}

TEST(Portrait, has_labels_inside_the_picture) {
  for (const double megapixels : {1e-6, 2e-5, 0.01, 1.0})
    for (std::uint64_t seed = 0; seed < 200; seed++) expect_inside(label(plan_scene(Random(seed), megapixels)));
}

TEST(Portrait, has_eyes_inside_the_face_left_one_first) {
  for (std::uint64_t seed = 0; seed < 200; seed++) {
    const Label row = label(plan_scene(Random(seed), 1));
    EXPECT_LT(row.left_eye.x, row.right_eye.x);
    EXPECT_GT(row.left_eye.x, row.face.x);
    EXPECT_LT(row.right_eye.x, row.face.x + row.face.width);
    EXPECT_GT(row.left_eye.y, row.face.y);
    EXPECT_LT(row.left_eye.y, row.face.y + 0.6 * row.face.height);
  }
}

TEST(Portrait, shows_skin_where_the_label_says_face) {
  for (std::uint64_t seed = 0; seed < 20; seed++) {
    const Scene scene = plan_scene(Random(seed), 0.2);
    const Box face = label(scene).face;
    const Image image = draw(scene);
    const int x = static_cast<int>(face.x + face.width / 2) / 2;
    const int y = static_cast<int>(face.y + face.height * 0.4) / 2;  // the root of the nose
    EXPECT_GT(image.cr.row(y)[x], image.cb.row(y)[x]) << "seed " << seed;
  }
}

/// Of 400 scenes, those for which `holds`.
template <class Condition>
int scenes_with(Condition holds) {
  int count = 0;
  for (std::uint64_t seed = 0; seed < 400; seed++) count += holds(plan_scene(Random(seed), 1)) ? 1 : 0;
  return count;
}

TEST(Portrait, comes_in_every_tone) {
  for (const Tone tone : {Tone::dark, Tone::medium, Tone::light})
    EXPECT_GT(scenes_with([tone](const Scene& scene) { return scene.people.front().tone == tone; }), 60);
}

TEST(Portrait, comes_near_and_far_alone_and_in_pairs_upright_and_tilted) {
  const auto tagged = [](const char* tag) {
    return [tag](const Scene& scene) { return label(scene).tags.find(tag) != std::string::npos; };
  };
  for (const char* tag : {"multi", "offcentre", "halfbody", "fullbody", "glasses", "skinbackground", "outdoor"})
    EXPECT_GT(scenes_with(tagged(tag)), 20) << tag;
  EXPECT_GT(scenes_with([](const Scene& scene) { return scene.size.width > scene.size.height; }), 100);
  EXPECT_GT(scenes_with([](const Scene& scene) { return scene.size.width < scene.size.height; }), 100);
  const auto tilted = [](double sign) {
    return [sign](const Scene& scene) { return sign * scene.people.front().tilt > 0.17; };
  };
  EXPECT_GT(scenes_with(tilted(1)), 15);
  EXPECT_GT(scenes_with(tilted(-1)), 15);
}

TEST(Portrait, of_two_people_is_labelled_with_the_larger_face) {
  for (std::uint64_t seed = 0; seed < 200; seed++) {
    const Scene scene = plan_scene(Random(seed), 1);
    const Label row = label(scene);
    ASSERT_EQ(row.faces, static_cast<int>(scene.people.size()));
    EXPECT_EQ(row.tags.find("multi") != std::string::npos, row.faces == 2);
    if (row.faces < 2) continue;
    EXPECT_GT(scene.people[0].face_height, scene.people[1].face_height);
    EXPECT_NEAR(row.face.x + row.face.width / 2, scene.people[0].face_x, 1);
    EXPECT_GT(std::abs(scene.people[0].face_x - scene.people[1].face_x), 0.9 * scene.people[0].face_height);
  }
}

TEST(Portrait, has_the_eyes_of_a_tilted_head_on_a_line_as_tilted) {
  Scene scene = plan_scene(Random(1), 1);
  for (const double tilt : {-0.4, 0.0, 0.4}) {
    scene.people.front().tilt = tilt;
    const Label row = label(scene);
    EXPECT_NEAR(std::atan2(row.right_eye.y - row.left_eye.y, row.right_eye.x - row.left_eye.x), tilt, 1e-3);
  }
}

TEST(Portrait, has_dark_pupils_where_the_label_says) {
  for (std::uint64_t seed = 0; seed < 20; seed++) {
    Scene scene = plan_scene(Random(seed), 2);
    scene.noise = 0;
    for (Person& person : scene.people) person.glasses = false;
    const Image image = draw(scene);
    const Label row = label(scene);
    for (const Point eye : {row.left_eye, row.right_eye})
      EXPECT_LT(image.luma.row(static_cast<int>(eye.y))[static_cast<int>(eye.x)], 90) << "seed " << seed;
  }
}

}  // namespace
}  // namespace headroom::datasets
