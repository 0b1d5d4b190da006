#include "crop/summed_area.h"

#include <gtest/gtest.h>

#include <random>

namespace headroom::crop {
namespace {

constexpr int pixel = 256;

Plane noise(Size size) {
  std::mt19937 random(5);
  Plane plane(size);
  for (int y = 0; y < size.height; y++)
    for (int x = 0; x < size.width; x++) plane.row(y)[x] = static_cast<Byte>(random() % 256);
  return plane;
}

Levels means_of(const Plane& plane, Size size, const Spans& columns, const Spans& rows) {
  Levels means;
  SummedArea(plane, size).means(columns, rows, means);
  return means;
}

int mean_by_hand(const Plane& plane, int left, int top, int right, int bottom) {
  int sum = 0;
  for (int y = top; y < bottom; y++)
    for (int x = left; x < right; x++) sum += plane.row(y)[x];
  const int area = (right - left) * (bottom - top);
  return (sum + area / 2) / area;
}

TEST(Spans, are_never_empty_and_stay_inside) {
  struct {
    int start, step, count, length;
  } cases[] = {
      {0, pixel, 5, 5}, {-10 * pixel, 700, 40, 20}, {3 * pixel, 100, 50, 9}, {0, pixel, 3, 1}, {50 * pixel, 512, 4, 9}};
  for (const auto& c : cases) {
    const Spans spans(c.start, c.step, c.count, c.length);
    for (int i = 0; i < spans.count(); i++) {
      EXPECT_GE(spans.first[i], 0);
      EXPECT_GE(spans.extent(i), 1);
      EXPECT_LE(spans.past[i], c.length);
    }
  }
}

TEST(SummedArea, gives_the_means_of_rectangles) {
  for (const Size size : {Size{1, 1}, Size{1, 40}, Size{37, 23}}) {
    const Plane plane = noise(size);
    const Spans columns(-3 * pixel, 3 * pixel + 57, 14, size.width);
    const Spans rows(-2 * pixel, 2 * pixel + 99, 12, size.height);
    const auto means = means_of(plane, size, columns, rows);
    for (int j = 0; j < rows.count(); j++)
      for (int i = 0; i < columns.count(); i++)
        EXPECT_NEAR(means[j * columns.count() + i],
                    mean_by_hand(plane, columns.first[i], rows.first[j], columns.past[i], rows.past[j]), 1);
  }
}

TEST(SummedArea, keeps_a_uniform_plane_whatever_the_rectangles) {
  for (const int value : {0, 1, 128, 255}) {
    Plane plane(Size{200, 150});
    plane.fill(static_cast<Byte>(value));
    for (const int step : {40, 256, 700, 9000})
      for (const int mean : means_of(plane, plane.size(), Spans(-900, step, 30, 200), Spans(-900, step, 30, 150)))
        EXPECT_EQ(mean, value);
  }
}

TEST(SummedArea, takes_a_missing_chroma_plane_for_neutral) {
  for (const int mean : means_of(Plane(), {5, 4}, Spans(0, pixel, 5, 5), Spans(0, pixel, 4, 4)))
    EXPECT_EQ(mean, neutral_chroma);
}

TEST(SummedAreas, give_what_three_of_one_plane_give) {
  for (const Size size : {Size{1, 1}, Size{1, 40}, Size{64, 23}})
    for (const int step : {100, 200, 333, 700, 4000}) {
      const Plane plane = noise(size);
      Plane other = noise(size);
      other.row(0)[0] ^= 0x55;
      const Plane none;
      const Spans columns = Spans(-5 * step, step, 40, size.width).ends_twice();
      const Spans rows(-3 * step, step, 30, size.height);
      Levels a, b, c;
      SummedAreas({&plane, &none, &other}, size).means(columns, rows, {&a, &b, &c});
      EXPECT_EQ(a, means_of(plane, size, columns, rows)) << step;
      EXPECT_EQ(b, means_of(Plane(), size, columns, rows)) << step;
      EXPECT_EQ(c, means_of(other, size, columns, rows)) << step;
    }
}

}  // namespace
}  // namespace headroom::crop
