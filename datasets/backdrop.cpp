#include "datasets/backdrop.h"

#include "datasets/paint.h"

namespace headroom::datasets {
namespace {

constexpr Colour things[] = {{150, 96, 60}, {70, 84, 104}, {196, 188, 170}, {60, 96, 74}, {46, 48, 54}, {186, 142, 96}};

/// Boards or wall panels: thin darker lines.
void paint_panels(Image& image, const Scene& scene, Random& random) {
  const double gap = scene.size.long_side() * random.between(0.12, 0.3);
  const bool upright = random.chance(0.7);
  const double end = upright ? scene.size.width : scene.size.height;
  for (double at = gap * random.share(); at < end; at += gap) {
    Shape line{.x = scene.size.width / 2.0,
               .y = at,
               .radius_x = 1.2 * scene.size.width,
               .radius_y = 0.012 * gap,
               .square = 1,
               .soft = 0.6};
    if (upright)
      line = {.x = at,
              .y = scene.size.height / 2.0,
              .radius_x = 0.012 * gap,
              .radius_y = 1.2 * scene.size.height,
              .square = 1,
              .soft = 0.6};
    paint(image, {line, {.colour = scaled(scene.wall, 0.72), .opacity = 0.8}});
  }
}

void paint_window(Image& image, const Scene& scene, Random& random) {
  const double unit = scene.size.short_side();
  const double x = scene.size.width * random.between(0.1, 0.9);
  for (const double pane : {-1.0, 1.0})
    paint(image, {{.x = x + pane * 0.24 * unit,
                   .y = 0.3 * unit,
                   .radius_x = 0.21 * unit,
                   .radius_y = 0.42 * unit,
                   .square = 1,
                   .soft = 0.04},
                  {.colour = {232, 240, 246}, .shade_y = -0.12}});
}

/// A room out of focus: soft things of many colours.
void paint_things(Image& image, const Scene& scene, Random& random) {
  const double unit = scene.size.short_side();
  for (int thing = 0; thing < 9; thing++)
    paint(image, {{.x = scene.size.width * random.share(),
                   .y = scene.size.height * random.between(0.1, 1),
                   .radius_x = unit * random.between(0.04, 0.2),
                   .radius_y = unit * random.between(0.06, 0.3),
                   .square = random.chance(0.6) ? 1.0 : 0.0,
                   .soft = random.between(0.15, 0.4)},
                  {.colour = blend(random.pick(things), scene.wall, 0.3), .opacity = 0.8}});
}

}  // namespace

void paint_backdrop(Image& image, const Scene& scene) {
  Random random(scene.seed);
  paint_gradient(image, scaled(scene.wall, 1.06), scaled(scene.wall, 0.84));
  switch (scene.backdrop) {
    case Backdrop::plain:
      break;
    case Backdrop::panels:
      paint_panels(image, scene, random);
      break;
    case Backdrop::window:
      paint_window(image, scene, random);
      break;
    case Backdrop::blurred_room:
      paint_things(image, scene, random);
      break;
  }
}

}  // namespace headroom::datasets
