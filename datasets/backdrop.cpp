#include "datasets/backdrop.h"

#include "datasets/paint.h"
#include "datasets/walls.h"

namespace headroom::datasets {
namespace {

constexpr Colour things[] = {{150, 96, 60}, {70, 84, 104}, {196, 188, 170}, {60, 96, 74}, {46, 48, 54}, {186, 142, 96}};

/// A room out of focus: soft things of many colours.
void paint_room(Image& image, const Scene& scene, Random& random) {
  const double unit = scene.size.short_side();
  for (int thing = 0; thing < 12; thing++) {
    const double x = scene.size.width * random.share();
    const double y = scene.size.height * random.between(0.1, 1);
    const double width = unit * random.between(0.04, 0.2);
    const double height = unit * random.between(0.06, 0.3);
    const Shape shape{.x = x,
                      .y = y,
                      .radius_x = width,
                      .radius_y = height,
                      .square = random.chance(0.6) ? 1.0 : 0.0,
                      .soft = random.between(0.15, 0.4)};
    paint(image, {shape, {.colour = blend(random.pick(things), scene.wall, 0.3), .opacity = 0.8}});
  }
}

/// Where a lamp's light falls on the wall.
void paint_lamp_light(Image& image, const Scene& scene, Random& random) {
  const double unit = scene.size.long_side();
  paint(image, {{.x = scene.size.width * random.between(0.1, 0.9),
                 .y = scene.size.height * 0.2,
                 .radius_x = unit * 0.45,
                 .radius_y = unit * 0.4,
                 .soft = 0.9},
                {.colour = scaled(scene.wall, 1.18), .opacity = 0.6}});
}

}  // namespace

void paint_backdrop(Image& image, const Scene& scene) {
  Random random(scene.seed);
  paint_gradient(image, scaled(scene.wall, 1.06), scaled(scene.wall, 0.84));
  switch (scene.backdrop) {
    case Backdrop::plain:
      return paint_lamp_light(image, scene, random);
    case Backdrop::wood:
      return paint_wood(image, scene, random);
    case Backdrop::brick:
      return paint_brick(image, scene, random);
    case Backdrop::sand:
      return paint_sand(image, scene, random);
    case Backdrop::window:
      return paint_window(image, scene, random);
    case Backdrop::shelves:
      return paint_shelves(image, scene, random);
    case Backdrop::room:
      return paint_room(image, scene, random);
    case Backdrop::foliage:
      return paint_foliage(image, scene, random);
  }
}

}  // namespace headroom::datasets
