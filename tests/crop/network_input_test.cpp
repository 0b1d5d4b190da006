#include "crop/network_input.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>

namespace headroom::crop {
namespace {

Image flat(Size size, Byte luma, Byte cb, Byte cr) {
  Image picture{Plane(size), Plane(size), Plane(size)};
  picture.luma.fill(luma);
  picture.cb.fill(cb);
  picture.cr.fill(cr);
  return picture;
}

std::array<float, 3> colour(const NetworkInput& input, int x, int y) {
  const float* row = input.row(y) + 1 + x;
  return {row[0], row[input.line()], row[2 * input.line()]};
}

using Colour = std::array<float, 3>;
constexpr Colour black{0, 0, 0};

TEST(NetworkInput, shrinks_the_longer_side_and_pads_to_multiples) {
  struct {
    Size picture;
    int side;
    Size shown, size;
  } cases[] = {
      {{640, 480}, 128, {128, 96}, {128, 96}}, {{480, 640}, 100, {75, 100}, {96, 128}},
      {{50, 20}, 64, {50, 20}, {64, 32}},      {{640, 1}, 64, {64, 1}, {64, 32}},
      {{1, 1}, 32, {1, 1}, {32, 32}},
  };
  for (const auto& c : cases) {
    NetworkInput input;
    show(flat(c.picture, 100, 128, 128), {0, 0, c.picture.width, c.picture.height}, c.side, 32, input);
    EXPECT_EQ(input.shown, c.shown);
    EXPECT_EQ(input.size, c.size);
    EXPECT_EQ(colour(input, c.shown.width - 1, c.shown.height - 1), (Colour{100, 100, 100}));
  }
}

TEST(NetworkInput, is_blue_green_red) {
  struct {
    Byte luma, cb, cr;
    Colour colour;
  } cases[] = {
      {29, 255, 107, {254, 0, 0}},
      {76, 85, 255, {0, 0, 254}},
      {150, 44, 21, {1, 255, 0}},
      {255, 128, 128, {255, 255, 255}},
  };
  NetworkInput input;
  for (const auto& c : cases) {
    show(flat({4, 4}, c.luma, c.cb, c.cr), {0, 0, 4, 4}, 32, 32, input);
    EXPECT_EQ(colour(input, 1, 1), c.colour);
  }
}

TEST(NetworkInput, takes_luma_alone) {
  Image grey{Plane({5, 5}), {}, {}};
  grey.luma.fill(77);
  NetworkInput input;
  show(grey, {1, 1, 3, 3}, 32, 32, input);
  EXPECT_EQ(colour(input, 2, 2), (Colour{77, 77, 77}));
  EXPECT_EQ(colour(input, 3, 2), black);
}

TEST(NetworkInput, has_black_around_the_picture_whatever_it_held_before) {
  NetworkInput input;
  show(flat({64, 64}, 255, 128, 128), {0, 0, 64, 64}, 64, 32, input);
  show(flat({40, 36}, 255, 128, 128), {0, 0, 40, 36}, 64, 32, input);
  ASSERT_EQ(input.size, (Size{64, 64}));
  for (int y = -1; y < 64; y++)
    for (int x = -1; x < 64; x++) {
      const bool inside = x >= 0 && x < 40 && y >= 0 && y < 36;
      ASSERT_EQ(colour(input, x, y) != black, inside) << x << "," << y;
    }
}

}  // namespace
}  // namespace headroom::crop
