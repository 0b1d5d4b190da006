#include "crop/skin_finder.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "support/pictures.h"

namespace headroom::crop {
namespace {

SkinFinding find(const Image& preview) { return find_by_skin(make_skin_map_on_cpu(preview), preview); }

Image uniform(Size size, int luma, int cb, int cr) {
  Image image{Plane(size), Plane(size), Plane(size)};
  image.luma.fill(static_cast<Byte>(luma));
  image.cb.fill(static_cast<Byte>(cb));
  image.cr.fill(static_cast<Byte>(cr));
  return image;
}

/// A wall of planks in the colour of skin.
Image wooden_wall(Size size) {
  Image image = uniform(size, 150, 108, 152);
  std::mt19937 random(11);
  for (int y = 0; y < size.height; y++)
    for (int x = 0; x < size.width; x++)
      image.luma.row(y)[x] = static_cast<Byte>(x % 40 < 2 ? 90 : 140 + (x / 40 * 7 + y / 9) % 12 + random() % 6);
  return image;
}

/// The drawn portrait of tests/support in a larger picture: its middle at (x, y), in shares of the picture.
Image with_portrait_at(double x, double y, Size size, int side) {
  Image image = uniform(size, 190, 138, 118);
  const Image portrait = test::portrait({side, side});
  const auto planes = image.planes();
  for (std::size_t p = 0; p < 3; p++)
    for (int j = 0; j < side; j++)
      for (int i = 0; i < side; i++) {
        const int column = static_cast<int>(x * size.width) - side / 2 + i;
        const int row = static_cast<int>(y * size.height) - side / 2 + j;
        if (column >= 0 && row >= 0 && column < size.width && row < size.height)
          planes[p]->row(row)[column] = portrait.planes()[p]->row(j)[i];
      }
  return image;
}

Box mirrored(const Box& box, int width) { return {width - box.x - box.width, box.y, box.width, box.height}; }

Image mirrored(const Image& image) {
  Image other{image.luma.clone(), image.cb.clone(), image.cr.clone()};
  for (Plane* plane : other.planes())
    for (int y = 0; y < plane->height(); y++) std::reverse(plane->row(y), plane->row(y) + plane->width());
  return other;
}

TEST(SkinFinder, survives_the_smallest_and_strangest_previews) {
  for (const Size size :
       {Size{1, 1}, Size{1, 320}, Size{320, 1}, Size{15, 320}, Size{16, 16}, Size{320, 17}, Size{33, 448}})
    for (const int cr : {128, 150, 255}) {
      const SkinFinding finding = find(uniform(size, 150, 110, cr));
      EXPECT_GE(finding.subject.confidence, 0);
      EXPECT_LE(finding.subject.confidence, 1);
      EXPECT_EQ(finding.subject.found(), size.short_side() >= 16);
    }
}

TEST(SkinFinder, finds_a_drawn_portrait_wherever_it_stands) {
  struct {
    double x, y;
    Size size;
    int side;
  } cases[] = {{0.5, 0.5, {320, 240}, 240},
               {0.3, 0.5, {320, 213}, 200},
               {0.7, 0.5, {320, 213}, 180},
               {0.5, 0.6, {240, 320}, 220},
               {0.6, 0.6, {320, 240}, 110}};
  for (const auto& c : cases) {
    const SkinFinding finding = find(with_portrait_at(c.x, c.y, c.size, c.side));
    const Box& head = finding.subject.head;
    // The drawn head with its hair: 0.32 of the side high at -0.32..0.09 from its middle.
    EXPECT_NEAR(head.x + head.width / 2, c.x * c.size.width, 0.06 * c.side);
    EXPECT_NEAR(head.y + head.height / 2, c.y * c.size.height - 0.115 * c.side, 0.08 * c.side);
    EXPECT_NEAR(head.height, 0.41 * c.side, 0.12 * c.side);
    EXPECT_GT(finding.subject.confidence, 0.5);
    EXPECT_FALSE(finding.grey);
  }
}

TEST(SkinFinder, is_less_sure_of_a_wall_in_the_colour_of_skin) {
  const double portrait = find(with_portrait_at(0.5, 0.5, {320, 240}, 240)).subject.confidence;
  for (const Size size : {Size{320, 240}, Size{240, 320}, Size{320, 320}}) {
    EXPECT_LT(find(wooden_wall(size)).subject.confidence, 0.5);
    EXPECT_LT(find(wooden_wall(size)).subject.confidence, portrait);
    EXPECT_LT(find(uniform(size, 150, 108, 152)).subject.confidence, 0.5);
  }
}

TEST(SkinFinder, prefers_the_head_to_the_wall_behind_it) {
  Image image = wooden_wall({320, 240});
  const Image portrait = with_portrait_at(0.65, 0.5, {320, 240}, 200);
  for (std::size_t p = 0; p < 3; p++)
    for (int y = 0; y < 240; y++)
      for (int x = 0; x < 320; x++)
        if (portrait.cb.row(y)[x] != 138) image.planes()[p]->row(y)[x] = portrait.planes()[p]->row(y)[x];
  const Box head = find(image).subject.head;
  EXPECT_NEAR(head.x + head.width / 2, 0.65 * 320, 20);
}

TEST(SkinFinder, says_so_when_the_photo_is_grey) {
  Image portrait = with_portrait_at(0.5, 0.5, {320, 240}, 240);
  const Box in_colour = find(portrait).subject.head;
  portrait.cb = Plane();
  portrait.cr = Plane();
  const SkinFinding finding = find(portrait);
  EXPECT_TRUE(finding.grey);
  EXPECT_NEAR(finding.subject.head.x, in_colour.x, 0.1 * in_colour.height);
}

TEST(SkinFinder, gives_the_head_box_in_photo_pixels) {
  Image preview = with_portrait_at(0.5, 0.5, {320, 240}, 240);
  const Box here = find(preview).subject.head;
  preview.luma.across = {4, 12.5};
  preview.luma.down = {-2, 12.5};
  const Box there = find(preview).subject.head;
  EXPECT_DOUBLE_EQ(there.x, 4 + 12.5 * here.x);
  EXPECT_DOUBLE_EQ(there.y, -2 + 12.5 * here.y);
  EXPECT_NEAR(there.width, 12.5 * here.width, 1e-6);
  EXPECT_NEAR(there.height, 12.5 * here.height, 1e-6);
}

TEST(SkinFinder, finds_about_the_same_in_the_mirror) {
  const Image preview = with_portrait_at(0.35, 0.5, {320, 240}, 210);
  const Box head = find(preview).subject.head;
  const Box mirror = mirrored(find(mirrored(preview)).subject.head, 320);
  EXPECT_NEAR(head.x, mirror.x, 8);
  EXPECT_NEAR(head.y, mirror.y, 8);
}

TEST(SkinFinder, gives_the_same_answer_every_time) {
  std::mt19937 random(2);
  Image preview = uniform({200, 150}, 0, 0, 0);
  for (Plane* plane : preview.planes())
    for (int y = 0; y < plane->height(); y++)
      for (int x = 0; x < plane->width(); x++) plane->row(y)[x] = static_cast<Byte>(random() % 256);
  const SkinFinding first = find(preview);
  for (int i = 0; i < 3; i++) {
    const SkinFinding again = find(preview);
    EXPECT_EQ(again.subject.head, first.subject.head);
    EXPECT_EQ(again.subject.confidence, first.subject.confidence);
  }
}

}  // namespace
}  // namespace headroom::crop
