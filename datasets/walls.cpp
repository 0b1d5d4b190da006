#include "datasets/walls.h"

#include "datasets/paint.h"

namespace headroom::datasets {
namespace {

constexpr Colour spines[] = {{120, 44, 40}, {44, 60, 92},    {190, 170, 130}, {58, 84, 64},
                             {88, 60, 44},  {206, 198, 184}, {40, 40, 46},    {168, 110, 60}};
constexpr Colour sky_top{150, 186, 220};
constexpr Colour sky_bottom{208, 220, 226};

/// With sharp corners: the middle of a higher one.
Shape box(double x, double y, double width, double height, double soft) {
  constexpr double higher = 1.6;
  return {.x = x + width / 2,
          .y = y + height / 2,
          .radius_x = width / 2,
          .radius_y = height / 2 * higher,
          .square = 1,
          .top = -1 / higher,
          .bottom = 1 / higher,
          .soft = soft};
}

/// Thin dark lines along one board.
void paint_grain(Image& image, const Shape& board, Colour colour, Random& random) {
  for (int line = 0; line < 7; line++) {
    const double x = board.x + board.radius_x * random.between(-0.9, 0.9);
    const double y = board.y + board.radius_y * random.between(-0.9, 0.9);
    const Shape grain{.x = x,
                      .y = y,
                      .radius_x = board.radius_x * random.between(0.01, 0.03),
                      .radius_y = board.radius_y * random.between(0.15, 0.6),
                      .tilt = random.between(-0.02, 0.02),
                      .soft = 0.8};
    paint(image, {grain, {.colour = scaled(colour, 0.74), .opacity = random.between(0.3, 0.8)}});
  }
}

}  // namespace

void paint_wood(Image& image, const Scene& scene, Random& random) {
  const double width = scene.size.long_side() * random.between(0.06, 0.14);
  for (double x = -width * random.share(); x < scene.size.width; x += width) {
    const Colour colour = scaled(scene.wall, random.between(0.82, 1.12));
    const Shape board = box(x, -0.05 * scene.size.height, 0.985 * width, 1.1 * scene.size.height, 0.004);
    paint(image, {board, {.colour = colour, .shade_x = random.between(-0.06, 0.06)}});
    paint_grain(image, board, colour, random);
    paint(image, {box(x - 0.02 * width, -0.1 * scene.size.height, 0.03 * width, 1.2 * scene.size.height, 0.5),
                  {.colour = scaled(scene.wall, 0.45), .opacity = 0.9}});
  }
}

void paint_brick(Image& image, const Scene& scene, Random& random) {
  const double height = scene.size.long_side() * random.between(0.03, 0.055);
  const double width = height * 3.1;
  const Colour mortar = blend(scene.wall, {206, 200, 190}, 0.7);
  paint_gradient(image, scaled(mortar, 1.04), scaled(mortar, 0.86));
  bool odd = false;
  for (double y = -height * random.share(); y < scene.size.height; y += height, odd = !odd)
    for (double x = odd ? -width / 2 : 0; x < scene.size.width; x += width)
      paint(image, {box(x, y, 0.94 * width, 0.84 * height, 0.03),
                    {.colour = scaled(scene.wall, random.between(0.78, 1.12)), .shade_y = -0.06}});
}

void paint_sand(Image& image, const Scene& scene, Random& random) {
  const double horizon = scene.size.height * random.between(0.05, 0.3);
  paint_gradient(image, tinted(sky_top, scene.light.tint), tinted(sky_bottom, scene.light.tint));
  const double beach = 2 * (scene.size.height - horizon);
  paint(image,
        {box(-scene.size.width, horizon, 3 * scene.size.width, beach, 0.006), {.colour = scene.wall, .shade_y = 0.15}});
  for (int ripple = 0; ripple < 60; ripple++) {
    const double depth = random.share();  // towards the camera
    const double unit = scene.size.long_side() * (0.02 + 0.1 * depth);
    const double x = scene.size.width * random.share();
    const double bend = random.between(-0.6, 0.6);
    paint(image, {{.x = x,
                   .y = horizon + (scene.size.height - horizon) * (0.03 + 0.97 * depth),
                   .radius_x = unit,
                   .radius_y = 0.06 * unit,
                   .bend = bend,
                   .soft = 0.7},
                  {.colour = scaled(scene.wall, random.chance(0.5) ? 0.86 : 1.1), .opacity = 0.7}});
  }
}

void paint_window(Image& image, const Scene& scene, Random& random) {
  const double unit = scene.size.short_side();
  const double x = scene.size.width * random.between(0.1, 0.9);
  const double bottom = unit * random.between(0.6, 0.9);
  const Colour frame = tinted({236, 232, 226}, scaled(scene.light.tint, 0.9));
  paint(image, {box(x - 0.5 * unit, -0.2 * unit, unit, bottom + 0.25 * unit, 0.006), {.colour = frame}});
  for (const double pane : {-0.46, 0.02})
    paint(image, {box(x + pane * unit, -0.2 * unit, 0.44 * unit, bottom + 0.2 * unit, 0.01),
                  {.colour = {232, 240, 246}, .shade_y = -0.12}});
}

void paint_shelves(Image& image, const Scene& scene, Random& random) {
  const double shelf = scene.size.long_side() * random.between(0.16, 0.24);
  const double soft = random.between(0.03, 0.12);  // out of focus
  paint_gradient(image, scaled(scene.wall, 0.36), scaled(scene.wall, 0.3));
  for (double bottom = shelf * random.between(0.5, 1); bottom < scene.size.height + shelf; bottom += shelf) {
    for (double x = 0; x < scene.size.width;) {
      const double width = shelf * random.between(0.1, 0.24);
      const double height = shelf * random.between(0.6, 0.88);
      const Colour colour = tinted(blend(random.pick(spines), scene.wall, 0.2), scene.light.tint);
      if (random.chance(0.88))
        paint(image, {box(x, bottom - height, 0.95 * width, height, soft), {.colour = colour, .shade_x = 0.12}});
      x += width;
    }
    paint(image, {box(-shelf, bottom, scene.size.width + 2 * shelf, 0.08 * shelf, 0.1), {.colour = scene.wall}});
  }
}

void paint_foliage(Image& image, const Scene& scene, Random& random) {
  const double unit = scene.size.long_side();
  for (int leaf = 0; leaf < 160; leaf++) {
    const double x = scene.size.width * random.share();
    const double y = scene.size.height * random.share();
    const double length = unit * random.between(0.02, 0.07);
    const Shape shape{.x = x,
                      .y = y,
                      .radius_x = length,
                      .radius_y = length * random.between(0.4, 0.8),
                      .tilt = random.between(-0.8, 0.8),
                      .soft = random.between(0.2, 0.5)};
    paint(image, {shape, {.colour = scaled(scene.wall, random.between(0.55, 1.45)), .opacity = 0.75}});
  }
}

}  // namespace headroom::datasets
