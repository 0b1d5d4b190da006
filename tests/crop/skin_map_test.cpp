#include "crop/skin_map.h"

#include <gtest/gtest.h>

#include <random>
#include <vector>

#include "crop/skin_model.h"
#include "kernels/skin.h"

namespace headroom::crop {
namespace {

Image uniform(Size size, int luma, int cb, int cr) {
  Image image{Plane(size), Plane(size), Plane(size)};
  image.luma.fill(static_cast<Byte>(luma));
  image.cb.fill(static_cast<Byte>(cb));
  image.cr.fill(static_cast<Byte>(cr));
  return image;
}

int score(int luma, int cb, int cr) { return skin_score(skin_table().data(), luma, cb, cr); }

TEST(SkinMap, tells_skin_of_every_tone_from_other_colours) {
  struct {
    const char* what;
    int luma, cb, cr;
    bool skin;
  } cases[] = {
      {"pale skin", 205, 115, 143, true},  {"light skin", 170, 111, 152, true},  {"tanned skin", 135, 108, 155, true},
      {"brown skin", 95, 113, 149, true},  {"dark skin", 62, 118, 143, true},    {"sky", 180, 150, 108, false},
      {"grass", 110, 95, 108, false},      {"white wall", 235, 128, 128, false}, {"dark suit", 30, 131, 127, false},
      {"grey suit", 110, 130, 127, false}, {"red jumper", 90, 105, 215, false},  {"blue", 60, 190, 105, false},
  };
  for (const auto& c : cases)
    EXPECT_EQ(score(c.luma, c.cb, c.cr) > 128, c.skin) << c.what << " " << score(c.luma, c.cb, c.cr);
}

TEST(SkinMap, scores_of_skin_change_smoothly_with_luma) {
  for (int cb = 100; cb <= 124; cb += 4)
    for (int cr = 136; cr <= 160; cr += 4)
      for (int luma = 41; luma < 240; luma++)
        EXPECT_LE(std::abs(score(luma, cb, cr) - score(luma - 1, cb, cr)), 16) << luma << " " << cb << " " << cr;
}

TEST(SkinMap, takes_no_pure_colour_for_skin) {
  struct {
    const char* what;
    int luma, cb, cr;
  } cases[] = {{"red", 76, 85, 255},       {"green", 150, 44, 21},  {"blue", 29, 255, 107}, {"cyan", 179, 171, 1},
               {"magenta", 105, 212, 235}, {"yellow", 226, 0, 149}, {"black", 0, 128, 128}, {"white", 255, 128, 128}};
  for (const auto& c : cases) EXPECT_LT(score(c.luma, c.cb, c.cr), 128) << c.what;
}

TEST(SkinMap, has_the_size_and_place_of_the_preview) {
  for (const Size size : {Size{1, 1}, Size{1, 7}, Size{320, 1}, Size{65, 33}}) {
    Image preview = uniform(size, 100, 120, 140);
    preview.luma.across = {2.5, 8};
    const SkinMap map = make_skin_map_on_cpu(preview);
    EXPECT_EQ(map.score.size(), size);
    EXPECT_EQ(map.score.across, (Axis{2.5, 8}));
    EXPECT_EQ(map.skin_share, score(100, 120, 140));
    EXPECT_EQ(map.colourfulness, 8 + 12);
  }
}

/// Of 29 columns 24 go by eights.
TEST(SkinMap, has_the_kernel_s_score_at_each_pixel) {
  std::mt19937 random(4);
  Image preview{Plane(Size{29, 3000}), Plane(Size{29, 3000}), Plane(Size{29, 3000})};
  for (Plane* plane : preview.planes())
    for (int y = 0; y < 3000; y++)
      for (int x = 0; x < 29; x++) plane->row(y)[x] = static_cast<Byte>(random() % 256);
  std::vector<int> large(skin_table().begin(), skin_table().end());
  for (int& coefficient : large) coefficient *= 5;  // one of them needs more than 16 bits
  for (const std::span<const int> table : {skin_table(), std::span<const int>(large)}) {
    const SkinMap map = make_skin_map_on_cpu(preview, table);
    for (int y = 0; y < 3000; y++)
      for (int x = 0; x < 29; x++)
        ASSERT_EQ(map.score.row(y)[x],
                  skin_score(table.data(), preview.luma.row(y)[x], preview.cb.row(y)[x], preview.cr.row(y)[x]));
  }
}

TEST(SkinMap, is_grey_without_colour) {
  Image without_chroma;
  without_chroma.luma = Plane(Size{20, 30});
  without_chroma.luma.fill(120);
  EXPECT_TRUE(make_skin_map_on_cpu(without_chroma).grey());
  EXPECT_TRUE(make_skin_map_on_cpu(uniform({20, 30}, 120, 128, 128)).grey());
  EXPECT_TRUE(make_skin_map_on_cpu(uniform({20, 30}, 120, 127, 130)).grey());  // a scan of a print
  EXPECT_FALSE(make_skin_map_on_cpu(uniform({20, 30}, 120, 118, 140)).grey());
}

TEST(SkinMap, is_the_same_with_and_without_neutral_chroma_planes) {
  Image neutral = uniform({9, 9}, 90, 128, 128);
  const SkinMap with = make_skin_map_on_cpu(neutral);
  neutral.cb = Plane();
  neutral.cr = Plane();
  EXPECT_EQ(make_skin_map_on_cpu(neutral).score, with.score);
}

TEST(SkinMap, sums_of_rows_make_the_same_map) {
  const int sums[] = {30, 50, 10, 70};
  const SkinMap map = make_skin_map(Plane(Size{2, 2}), sums);
  EXPECT_EQ(map.skin_share, 10);
  EXPECT_EQ(map.colourfulness, 30);
}

}  // namespace
}  // namespace headroom::crop
