#include "datasets/develop.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>

#include "datasets/paint.h"

namespace headroom::datasets {
namespace {

constexpr Sampling samplings[] = {{1, 1}, {2, 1}, {1, 2}, {2, 2}, {4, 1}, {1, 4}};

Image painting(Size size, int step, Colour top, Colour bottom) {
  Image image = canvas(size, step);
  paint_gradient(image, top, bottom);
  return image;
}

TEST(Develop, gives_exactly_the_size_and_the_sampling_asked_for) {
  for (const Size size : {Size{1, 1}, Size{2, 3}, Size{17, 9}, Size{64, 48}})
    for (const int step : {1, 2})
      for (const Sampling sampling : samplings) {
        const Image photo = develop(painting(size, step, {90, 90, 90}, {90, 90, 90}), {size, sampling, 0}, Random(1));
        EXPECT_EQ(photo.luma.size(), size);
        EXPECT_EQ(photo.cb.size(), sampled(size, sampling));
        EXPECT_EQ(photo.cr.size(), sampled(size, sampling));
      }
}

TEST(Develop, of_a_grey_photo_leaves_no_chroma) {
  const Image photo = develop(painting({8, 8}, 1, {}, {}), {{8, 8}, {0, 0}, 0}, Random(1));
  EXPECT_EQ(photo.luma.size(), (Size{8, 8}));
  EXPECT_TRUE(photo.grey());
}

TEST(Develop, keeps_a_ramp_a_ramp_at_every_step_and_sampling) {
  const Size size{32, 64};
  constexpr Colour top{40, 30, 20};
  constexpr Colour bottom{240, 200, 120};
  for (const int step : {1, 2})
    for (const Sampling sampling : samplings) {
      const Image photo = develop(painting(size, step, top, bottom), {size, sampling, 0}, Random(1));
      for (int y = 4; y < size.height - 4; y++)
        EXPECT_NEAR(photo.luma.row(y)[9], luma(blend(top, bottom, (y + 0.5) / size.height)), 1.5);
      for (int y = 4; y < photo.cr.height() - 4; y++) {
        const Colour colour = blend(top, bottom, (y + 0.5) / photo.cr.height());
        EXPECT_NEAR(photo.cr.row(y)[3], 128 + red_difference(colour), 1.5);
        EXPECT_NEAR(photo.cb.row(y)[3], 128 + blue_difference(colour), 1.5);
      }
    }
}

/// How far the samples of `plane` lie from `level`.
struct Spread {
  double deviation = 0;
  int most = 0;
};

Spread spread(const Plane& plane, int level) {
  Spread spread;
  double squares = 0;
  for (int y = 0; y < plane.height(); y++)
    for (int x = 0; x < plane.width(); x++) {
      const int off = std::abs(plane.row(y)[x] - level);
      squares += off * off;
      spread.most = std::max(spread.most, off);
    }
  spread.deviation = std::sqrt(squares / static_cast<double>(plane.size().pixels()));
  return spread;
}

TEST(Develop, adds_noise_of_the_deviation_asked_for_and_never_more_than_three_and_a_half_times_that) {
  const Size size{256, 256};
  for (const double noise : {0.0, 1.5, 5.0}) {
    const Image photo = develop(painting(size, 2, {128, 128, 128}, {128, 128, 128}), {size, {2, 2}, noise}, Random(1));
    const Spread light = spread(photo.luma, 128);
    EXPECT_NEAR(light.deviation, noise, 0.1 * noise + 0.05);
    EXPECT_LE(light.most, std::ceil(3.5 * noise));
    EXPECT_LT(spread(photo.cb, 128).deviation, light.deviation + 1e-9);
  }
}

TEST(Develop, does_not_wrap_round_at_black_and_white) {
  const Size size{64, 64};
  for (const Byte level : {Byte{0}, Byte{255}}) {
    const auto value = static_cast<float>(level);
    const Colour flat{value, value, value};
    const Image photo = develop(painting(size, 1, flat, flat), {size, {2, 2}, 6}, Random(1));
    EXPECT_LE(spread(photo.luma, level).most, 21);
  }
}

}  // namespace
}  // namespace headroom::datasets
