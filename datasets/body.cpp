#include "datasets/figure.h"

namespace headroom::datasets {
namespace {

constexpr Colour black{12, 12, 14};
constexpr Colour linen{226, 226, 224};
constexpr double waist = 3.3;  // where clothing ends and trousers show

void add_legs(Strokes& strokes, const Person& person) {
  constexpr double top = 3.3;
  constexpr double sole = 8.4;  // a person is about nine faces tall
  constexpr double half = 0.5;
  const Fill trousers{
      .colour = blend(scaled(person.cloth, 0.4), {40, 42, 50}, 0.6), .shade_x = 0.1, .shade_rim = -0.15};
  for (const double side : {-1.0, 1.0}) {
    const double x = side * 0.36 * person.build;
    strokes.push_back({{.x = x + 0.04 * side, .y = sole, .radius_x = 0.25, .radius_y = 0.14, .soft = 0.05},
                       {.colour = {38, 32, 30}, .shade_y = -0.3}});
    strokes.push_back({{.x = x,
                        .y = top,
                        .radius_x = 0.36 * person.build,
                        .radius_y = half,
                        .bottom = (sole - top) / half,
                        .soft = 0.02,
                        .endless = true},
                       trousers});
  }
}

void add_shoulders(Strokes& strokes, const Person& person, double side) {
  const Fill cloth{.colour = person.cloth, .shade_x = 0.22 * side, .shade_y = 0.08, .shade_rim = -0.16};
  for (const double hand : {-0.9, 0.9})
    strokes.push_back({{.x = hand * person.build, .y = waist + 0.1, .radius_x = 0.13, .radius_y = 0.22, .soft = 0.05},
                       {.colour = scaled(person.skin, 0.95), .shade_x = 0.15 * side, .shade_rim = -0.12}});
  strokes.push_back({{.y = 0.83, .radius_x = 0.5 * person.build, .radius_y = 0.22, .taper = 0.5, .soft = 0.03},
                     {.colour = scaled(person.cloth, 0.87), .shade_x = 0.22 * side}});  // as the torso's rim
  constexpr double top = 1.78;
  constexpr double height = 1.02;
  strokes.push_back({{.y = top,
                      .radius_x = 1.08 * person.build,
                      .radius_y = height,
                      .square = 0.3,
                      .bottom = (waist - top) / height,
                      .soft = 0.012,
                      .endless = true},
                     cloth});
  for (const double arm : {-0.76, 0.76})  // the fold between arm and chest
    strokes.push_back(
        {{.x = arm * person.build, .y = 2.4, .radius_x = 0.03, .radius_y = 0.75, .tilt = arm * 0.06, .soft = 0.8},
         {.colour = scaled(person.cloth, 0.55), .opacity = 0.8}});
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

void add_collar_of(Strokes& strokes, Colour colour) {
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

void add_body(Strokes& body, const Person& person, double light_side) {
  add_legs(body, person);
  add_shoulders(body, person, light_side);
  switch (person.clothing) {
    case Clothing::jumper:
      add_neckline(body, person, 0.17, 0);
      break;
    case Clothing::v_neck:
      body.push_back(opening(0.64, 1.24, 0.34, scaled(person.skin, 0.94)));
      break;
    case Clothing::shirt:
      add_buttons(body, person);
      body.push_back(opening(0.66, 1.0, 0.26, scaled(person.skin, 0.92)));
      break;
    case Clothing::suit:
      add_suit(body, person);
      break;
  }
}

void add_neck(Strokes& head, const Person& person, double light_side) {
  const Fill skin{.colour = scaled(person.skin, 0.9), .shade_x = 0.14 * light_side, .shade_rim = -0.1};
  head.push_back({{.y = 0.54, .radius_x = 0.235, .radius_y = 0.38, .square = 0.7, .bend = -0.1, .soft = 0.03}, skin});
  head.push_back({{.y = 0.47, .radius_x = 0.2, .radius_y = 0.17, .soft = 0.3},  // the chin's shadow
                  {.colour = scaled(person.skin, 0.55), .opacity = 0.75}});
}

void add_collar(Strokes& body, const Person& person) {
  if (person.clothing == Clothing::shirt) add_collar_of(body, scaled(person.cloth, 1.12));
  if (person.clothing == Clothing::suit) add_collar_of(body, {238, 238, 236});
}

}  // namespace headroom::datasets
