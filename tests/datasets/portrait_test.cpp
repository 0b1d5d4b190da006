#include "datasets/portrait.h"

#include <gtest/gtest.h>

#include "datasets/jpeg_file.h"

namespace headroom::datasets {
namespace {

Bytes portrait_file(std::uint64_t seed, double megapixels) {
  const Scene scene = plan_scene(Random(seed), megapixels);
  return encode_jpeg(draw(scene), scene.size, {});
}

TEST(Portrait, gives_the_same_bytes_for_the_same_seed) {
  for (const double megapixels : {1e-6, 0.01, 0.3})
    EXPECT_EQ(portrait_file(5, megapixels), portrait_file(5, megapixels));
  EXPECT_NE(portrait_file(5, 0.01), portrait_file(6, 0.01));
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

TEST(Portrait, comes_in_every_tone) {
  int seen[3] = {};
  for (std::uint64_t seed = 0; seed < 200; seed++) seen[static_cast<int>(plan_scene(Random(seed), 1).person.tone)]++;
  for (const int count : seen) EXPECT_GT(count, 30);
}

}  // namespace
}  // namespace headroom::datasets
