#include "datasets/figure.h"

namespace headroom::datasets {
namespace {

constexpr Colour black{12, 12, 14};
constexpr Colour linen{226, 226, 224};
constexpr double waist = 3.3;  // where clothing ends and trousers show

using Strokes = std::vector<Stroke>;

void add_hair_behind(Strokes& strokes, const Person& person, double side) {
  const Colour shaded = scaled(person.hair_colour, 0.8);
  if (person.hair == Hair::long_hair)
    strokes.push_back({{.y = 0.2, .radius_x = 0.52, .radius_y = 0.9, .square = 0.35, .taper = 0.12, .soft = 0.05},
                       {.colour = shaded, .shade_x = 0.2 * side, .shade_y = -0.15}});
  if (person.hair == Hair::bob)
    strokes.push_back({{.y = -0.02, .radius_x = 0.5, .radius_y = 0.6, .square = 0.4, .taper = 0.08, .soft = 0.05},
                       {.colour = shaded, .shade_x = 0.2 * side, .shade_y = -0.15}});
  if (person.hair == Hair::bun)
    strokes.push_back({{.y = -0.74, .radius_x = 0.19, .radius_y = 0.16, .soft = 0.06},
                       {.colour = person.hair_colour, .shade_x = 0.2 * side, .shade_rim = -0.2}});
}

void add_legs(Strokes& strokes, const Person& person) {
  const Fill trousers{
      .colour = blend(scaled(person.cloth, 0.4), {40, 42, 50}, 0.6), .shade_x = 0.1, .shade_rim = -0.15};
  for (const double leg : {-0.36, 0.36})
    strokes.push_back(
        {{.x = leg, .y = 3.3, .radius_x = 0.36, .radius_y = 0.5, .soft = 0.02, .endless = true}, trousers});
}

void add_shoulders(Strokes& strokes, const Person& person, double side) {
  const Fill cloth{.colour = person.cloth, .shade_x = 0.22 * side, .shade_y = 0.08, .shade_rim = -0.16};
  for (const double hand : {-0.9, 0.9})
    strokes.push_back({{.x = hand, .y = waist + 0.1, .radius_x = 0.13, .radius_y = 0.22, .soft = 0.05},
                       {.colour = scaled(person.skin, 0.95), .shade_x = 0.15 * side, .shade_rim = -0.12}});
  strokes.push_back({{.y = 0.83, .radius_x = 0.5, .radius_y = 0.22, .taper = 0.5, .soft = 0.03}, cloth});
  constexpr double top = 1.78;
  constexpr double height = 1.02;
  strokes.push_back({{.y = top,
                      .radius_x = 1.08,
                      .radius_y = height,
                      .square = 0.3,
                      .bottom = (waist - top) / height,
                      .soft = 0.012,
                      .endless = true},
                     cloth});
  for (const double arm : {-0.76, 0.76})  // the fold between arm and chest
    strokes.push_back({{.x = arm, .y = 2.4, .radius_x = 0.03, .radius_y = 0.75, .tilt = arm * 0.06, .soft = 0.8},
                       {.colour = scaled(person.cloth, 0.55), .opacity = 0.8}});
}

void add_neck(Strokes& strokes, const Person& person, double side) {
  const Fill skin{.colour = scaled(person.skin, 0.9), .shade_x = 0.14 * side, .shade_rim = -0.1};
  strokes.push_back(
      {{.y = 0.54, .radius_x = 0.235, .radius_y = 0.38, .square = 0.7, .bend = -0.1, .soft = 0.03}, skin});
  strokes.push_back({{.y = 0.47, .radius_x = 0.2, .radius_y = 0.17, .soft = 0.3},  // the chin's shadow
                     {.colour = scaled(person.skin, 0.55), .opacity = 0.75}});
}

/// Skin down to the neckline and a hem around it.
void add_neckline(Strokes& strokes, const Person& person, double depth, double square) {
  const double y = 0.76;
  strokes.push_back({{.y = y, .radius_x = 0.31, .radius_y = depth + 0.045, .square = square, .top = 0, .soft = 0.03},
                     {.colour = scaled(person.cloth, 0.78)}});
  strokes.push_back({{.y = y, .radius_x = 0.27, .radius_y = depth, .square = square, .top = -0.5, .soft = 0.03},
                     {.colour = scaled(person.skin, 0.94)}});
}

/// A triangle standing on its tip: the opening of a jacket or of a V-neck.
Stroke opening(double top, double bottom, double half_width, Colour colour) {
  const double half = (bottom - top) / 2;
  return {{.y = top + half, .radius_x = half_width / 2, .radius_y = half, .square = 1, .taper = -0.96, .soft = 0.02},
          {.colour = colour}};
}

void add_collar(Strokes& strokes, Colour colour) {
  for (const double side : {-1.0, 1.0})
    strokes.push_back({{.x = side * 0.2,
                        .y = 0.83,
                        .radius_x = 0.075,
                        .radius_y = 0.2,
                        .tilt = side * 0.5,
                        .square = 0.8,
                        .taper = 0.3,
                        .soft = 0.04},
                       {.colour = colour, .shade_y = 0.06, .shade_rim = -0.06}});
}

void add_suit(Strokes& strokes, const Person& person) {
  strokes.push_back(opening(0.7, 1.95, 0.5, linen));
  strokes.push_back({{.y = 1.37, .radius_x = 0.06, .radius_y = 0.48, .square = 0.8, .taper = 0.35, .soft = 0.04},
                     {.colour = blend(person.cloth, {120, 30, 40}, 0.7), .shade_x = 0.1}});
  strokes.push_back({{.y = 0.88, .radius_x = 0.065, .radius_y = 0.07, .square = 0.8, .taper = -0.25, .soft = 0.06},
                     {.colour = blend(person.cloth, {110, 26, 36}, 0.7)}});
  for (const double side : {-1.0, 1.0})  // lapels
    strokes.push_back({{.x = side * 0.34,
                        .y = 1.36,
                        .radius_x = 0.085,
                        .radius_y = 0.52,
                        .tilt = side * 0.37,
                        .square = 0.5,
                        .taper = -0.5,
                        .soft = 0.05},
                       {.colour = scaled(person.cloth, 0.82), .shade_x = -side * 0.15}});
}

void add_buttons(Strokes& strokes, const Person& person) {
  const Colour dim = scaled(person.cloth, 0.7);
  strokes.push_back({{.y = 2.1, .radius_x = 0.012, .radius_y = 1.0, .square = 1, .soft = 0.5}, {.colour = dim}});
  for (const double y : {1.25, 1.62, 1.99})
    strokes.push_back(
        {{.x = 0.05, .y = y, .radius_x = 0.022, .radius_y = 0.022, .soft = 0.1}, {.colour = blend(dim, black, 0.3)}});
}

}  // namespace

std::vector<Stroke> body_strokes(const Person& person, const Light& light) {
  Strokes strokes;
  add_hair_behind(strokes, person, light.side);
  add_legs(strokes, person);
  add_shoulders(strokes, person, light.side);
  switch (person.clothing) {
    case Clothing::jumper:
      add_neckline(strokes, person, 0.17, 0);
      break;
    case Clothing::v_neck:
      strokes.push_back(opening(0.64, 1.24, 0.34, scaled(person.skin, 0.94)));
      break;
    case Clothing::shirt:
      add_buttons(strokes, person);
      strokes.push_back(opening(0.66, 1.0, 0.26, scaled(person.skin, 0.92)));
      break;
    case Clothing::suit:
      add_suit(strokes, person);
      break;
  }
  add_neck(strokes, person, light.side);
  if (person.clothing == Clothing::shirt) add_collar(strokes, scaled(person.cloth, 1.12));
  if (person.clothing == Clothing::suit) add_collar(strokes, {238, 238, 236});
  return strokes;
}

}  // namespace headroom::datasets
