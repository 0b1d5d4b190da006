#include <gmock/gmock.h>

#include <array>
#include <cmath>
#include <functional>

#include "filter/render.h"
#include "filter/resample_on_cpu.h"
#include "filter/shrink.h"

namespace headroom::filter {
namespace {

Plane painted(Size size, Axis axis, const std::function<int(double x, double y)>& level) {
  Plane plane(size);
  plane.across = plane.down = axis;
  for (int y = 0; y < size.height; y++)
    for (int x = 0; x < size.width; x++)
      plane.row(y)[x] =
          static_cast<Byte>(level(axis.origin + (x + 0.5) * axis.step, axis.origin + (y + 0.5) * axis.step));
  return plane;
}

// Luma and chroma show the same picture, so that a shift between them shows.
Image painted(Size size, int chroma_step, const std::function<int(double x, double y)>& level) {
  const Size chroma{(size.width + chroma_step - 1) / chroma_step, (size.height + chroma_step - 1) / chroma_step};
  const Axis coarse{0, static_cast<double>(chroma_step)};
  return {painted(size, Axis{}, level), painted(chroma, coarse, level), painted(chroma, coarse, level)};
}

Image on_cpu(const Image& region, const View& view) { return resample_on_cpu(region, plan_image(region, view)); }

TEST(Resample, leaves_flat_planes_flat) {
  constexpr View views[] = {{{0, 0, 50, 50}, {1, 1}},
                            {{0, 0, 50, 50}, {7, 3}},
                            {{0, 0, 50, 50}, {200, 200}},
                            {{3, 5, 20, 20}, {20, 20}},
                            {{-9, 0, 70, 70}, {31, 31}}};
  for (const int level : {0, 1, 127, 254, 255})
    for (const View& view : views) {
      Plane expected(view.size);
      expected.fill(static_cast<Byte>(level));
      lay_over(view, expected);
      EXPECT_EQ(on_cpu(painted({50, 50}, 2, [&](double, double) { return level; }), view).luma, expected);
    }
}

TEST(Resample, at_equal_size_is_the_identity) {
  const Image region =
      painted({37, 23}, 1, [](double x, double y) { return static_cast<int>(x * 37 + y * y * 11) & 255; });
  EXPECT_EQ(on_cpu(region, {{0, 0, 37, 23}, {37, 23}}), region);
}

TEST(Resample, cuts_the_crop) {
  const Image region =
      painted({40, 40}, 1, [](double x, double y) { return static_cast<int>(x * 37 + y * y * 11) & 255; });
  const Image cut = on_cpu(region, {{5, 7, 10, 12}, {10, 12}});
  for (int y = 0; y < 12; y++)
    for (int x = 0; x < 10; x++) EXPECT_EQ(cut.luma.row(y)[x], region.luma.row(y + 7)[x + 5]);
}

TEST(Resample, keeps_a_ramp_straight_and_in_its_place) {
  const auto ramp = [](double x, double) { return static_cast<int>(std::lround(x / 2)); };
  constexpr struct {
    View view;
    int chroma_step;
  } cases[] = {{{{100, 100, 200, 200}, {100, 100}}, 1}, {{{100, 100, 200, 200}, {64, 64}}, 2},
               {{{100, 101, 199, 199}, {96, 96}}, 2},   {{{101, 100, 160, 160}, {31, 31}}, 4},
               {{{100, 100, 50, 50}, {200, 200}}, 2},   {{{40, 40, 400, 400}, {20, 20}}, 2}};
  for (const auto& [view, step] : cases) {
    const Image out = on_cpu(painted({480, 480}, step, ramp), view);
    const int rim = view.size.width / 10 + 2;  // edges are repeated there: no straight line
    for (const Plane* plane : out.planes())
      for (int x = rim; x < plane->width() - rim; x++) {
        const double place = plane->across.origin + (x + 0.5) * plane->across.step;
        EXPECT_NEAR(plane->row(plane->height() / 2)[x], place / 2, 1.01) << view.size.width << " at " << x;
      }
  }
}

TEST(Resample, does_not_ring_at_an_edge) {
  for (const int size : {20, 31, 48, 64, 96, 300}) {
    const Image region = painted({64, 64}, 1, [](double x, double) { return x < 31 ? 20 : 230; });
    const Image out = on_cpu(region, {{0, 0, 64, 64}, {size, size}});
    for (int x = 0; x < size; x++) {
      EXPECT_GE(out.luma.row(size / 2)[x],
                x ? out.luma.row(size / 2)[x - 1] : 20);  // rises only: no halo on either side
      EXPECT_LE(out.luma.row(size / 2)[x], 230);
    }
  }
}

TEST(Resample, does_not_alias) {
  const auto stripes = [](double x, double) {
    return static_cast<int>(x) % 2 ? 255 : 0;
  };  // finer than the output can show
  for (const int size : {300, 96, 48, 10}) {
    const Image out = on_cpu(painted({800, 800}, 1, stripes), {{0, 0, 800, 800}, {size, size}});
    for (int x = 3; x < size - 3; x++) EXPECT_NEAR(out.luma.row(size / 2)[x], 127.5, 6) << size << " at " << x;
  }
}

TEST(Resample, gives_grey_regions_neutral_chroma) {
  Image region = painted({8, 8}, 1, [](double, double) { return 77; });
  region.cb = Plane();
  region.cr = Plane();
  const Image out = on_cpu(region, {{0, 0, 8, 8}, {5, 5}});
  for (const Plane* plane : {&out.cb, &out.cr}) {
    EXPECT_EQ(plane->size(), (Size{5, 5}));
    EXPECT_EQ(plane->row(4)[4], neutral_chroma);
  }
}

TEST(Resample, does_not_look_beyond_the_crop) {
  const auto inside = [](double x, double y) { return x > 20 && x < 60 && y > 20 && y < 60 ? 100 : 255; };
  for (const int size : {5, 20, 40, 90}) {
    const Image out = on_cpu(painted({80, 80}, 2, inside), {{20, 20, 40, 40}, {size, size}});
    for (const Plane* plane : out.planes()) EXPECT_EQ(plane->row(0)[0], 100) << size;
  }
}

TEST(Resample, gives_all_views_of_a_region) {
  compute::Backend cpu;
  const Image region = painted({30, 30}, 2, [](double x, double y) { return static_cast<int>(x * 5 + y); });
  const std::array views{View{{0, 0, 30, 30}, {10, 10}}, View{{3, 4, 20, 20}, {48, 48}}};
  const std::array jobs{plain_job(views[0]), plain_job(views[1])};
  const Rendered result = render(region, jobs, cpu);
  ASSERT_EQ(result.images.size(), 2u);
  EXPECT_FALSE(result.redone_on_cpu);
  for (int i = 0; i < 2; i++) EXPECT_EQ(result.images[i], on_cpu(region, views[i]));
}

TEST(Resample, says_where_its_planes_lie) {
  const Image out = on_cpu(painted({30, 30}, 2, [](double, double) { return 1; }), {{4, 6, 20, 10}, {10, 20}});
  for (const Plane* plane : out.planes()) {
    EXPECT_EQ(plane->across, (Axis{4, 2}));
    EXPECT_EQ(plane->down, (Axis{6, 0.5}));
  }
}

TEST(Shrink, takes_the_mean_half_up_and_repeats_the_last_samples) {
  Plane in({3, 3});
  constexpr Byte samples[3][3] = {{1, 2, 9}, {4, 4, 9}, {0, 1, 10}};
  for (int y = 0; y < 3; y++) std::copy_n(samples[y], 3, in.row(y));
  const Plane out = shrink_on_cpu(in, {0, 0, 3, 3}, 1, 1);
  EXPECT_EQ(out.size(), (Size{2, 2}));
  EXPECT_EQ(out.row(0)[0], 3);  // 11 / 4 = 2.75
  EXPECT_EQ(out.row(0)[1], 9);
  EXPECT_EQ(out.row(1)[0], 1);  // 2 / 4 = 0.5
  EXPECT_EQ(out.row(1)[1], 10);
}

}  // namespace
}  // namespace headroom::filter
