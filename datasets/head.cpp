#include "datasets/figure.h"

namespace headroom::datasets {
namespace {

constexpr Colour dark{24, 18, 18};
constexpr Colour light_reflection{250, 250, 250};

constexpr double eye_x = 0.17;  // from the middle of the face; this and eye_y as in labelled photos, see README.md
constexpr double eye_y = -0.115;
constexpr double mouth_y = 0.255;
constexpr double eye_depth = 0.06;  // how far eyes move when the head turns fully

/// How far features in front of the face move when it turns.
double shift(const Person& person, double depth) { return person.turn * depth; }

void add_skull(Strokes& strokes, const Person& person, double side) {
  const Colour skin = person.skin;
  for (const double ear : {-1.0, 1.0}) {
    const double x = ear * 0.365 - shift(person, 0.03);
    strokes.push_back({{.x = x, .y = 0.02, .radius_x = 0.055, .radius_y = 0.12, .tilt = ear * 0.12, .soft = 0.06},
                       {.colour = scaled(skin, 0.92), .shade_x = 0.2 * side, .shade_rim = -0.1}});
    strokes.push_back({{.x = x, .y = 0.02, .radius_x = 0.025, .radius_y = 0.07, .soft = 0.5},
                       {.colour = scaled(skin, 0.7), .opacity = 0.7}});
  }
  const Fill face{.colour = scaled(skin, 1.04), .shade_x = 0.2 * side, .shade_y = -0.05, .shade_rim = -0.13};
  const double crown = person.hair == Hair::none ? 0.1 : 0;  // a bald head goes on above the forehead
  strokes.push_back(
      {{.y = -crown / 2, .radius_x = 0.372, .radius_y = 0.5 + crown / 2, .square = 0.12, .taper = -0.09, .soft = 0.018},
       face});
}

void add_planes(Strokes& strokes, const Person& person, double side) {
  const Colour bright = blend(person.skin, light_reflection, 0.3);
  const Colour flush = tinted(person.skin, {1.02F, 0.82F, 0.82F});
  const double x = shift(person, eye_depth);
  for (const double cheek : {-1.0, 1.0})
    strokes.push_back({{.x = x + cheek * 0.2, .y = 0.12, .radius_x = 0.11, .radius_y = 0.09, .soft = 0.9},
                       {.colour = flush, .opacity = 0.45}});
  strokes.push_back({{.x = x + 0.08 * side, .y = -0.32, .radius_x = 0.17, .radius_y = 0.09, .soft = 0.95},
                     {.colour = bright, .opacity = 0.4}});
  for (const double socket : {-1.0, 1.0})
    strokes.push_back({{.x = x + socket * eye_x, .y = eye_y - 0.015, .radius_x = 0.1, .radius_y = 0.06, .soft = 0.8},
                       {.colour = scaled(person.skin, 0.72), .opacity = 0.5}});
}

void add_eye(Strokes& strokes, const Person& person, double eye) {
  const double x = shift(person, eye_depth) + eye * eye_x;
  const double look = shift(person, 0.012);
  const double width = 0.07 * (1 - 0.15 * eye * person.turn);  // the far eye is seen from the side
  strokes.push_back({{.x = x, .y = eye_y, .radius_x = width, .radius_y = 0.034, .bend = 0.3, .soft = 0.08},
                     {.colour = {220, 214, 208}, .shade_y = 0.12, .shade_rim = -0.12}});
  strokes.push_back(
      {{.x = x + look, .y = eye_y + 0.004, .radius_x = 0.033, .radius_y = 0.033, .top = -0.8, .soft = 0.06},
       {.colour = person.iris, .shade_y = 0.25, .shade_rim = -0.3}});
  strokes.push_back(
      {{.x = x + look, .y = eye_y + 0.004, .radius_x = 0.015, .radius_y = 0.015, .soft = 0.1}, {.colour = dark}});
  strokes.push_back({{.x = x + look + 0.01, .y = eye_y - 0.01, .radius_x = 0.006, .radius_y = 0.006, .soft = 0.2},
                     {.colour = light_reflection, .opacity = 0.9}});
  strokes.push_back(
      {{.x = x, .y = eye_y - 0.031, .radius_x = width * 1.12, .radius_y = 0.011, .bend = 2.2, .soft = 0.3},
       {.colour = blend(scaled(person.skin, 0.3), dark, 0.5)}});  // upper lid and lashes
  strokes.push_back({{.x = x, .y = eye_y + 0.042, .radius_x = width, .radius_y = 0.01, .bend = -1.5, .soft = 0.9},
                     {.colour = scaled(person.skin, 0.7), .opacity = 0.5}});
  strokes.push_back({{.x = x + eye * 0.012,
                      .y = eye_y - 0.1,
                      .radius_x = 0.1,
                      .radius_y = 0.019,
                      .tilt = eye * 0.08,
                      .bend = 1.3,
                      .soft = 0.3},
                     {.colour = blend(person.hair_colour, scaled(person.skin, 0.35), 0.4), .opacity = 0.85}});  // brow
}

void add_nose(Strokes& strokes, const Person& person, double side) {
  const double x = shift(person, 0.09);
  const Colour shadow = scaled(person.skin, 0.68);
  strokes.push_back(
      {{.x = x - 0.045 * (side > 0 ? 1 : -1), .y = 0.02, .radius_x = 0.028, .radius_y = 0.15, .soft = 0.9},
       {.colour = shadow, .opacity = 0.35}});
  strokes.push_back({{.x = x, .y = 0.15, .radius_x = 0.085, .radius_y = 0.03, .bend = -0.6, .soft = 0.6},
                     {.colour = shadow, .opacity = 0.75}});
  strokes.push_back({{.x = x, .y = 0.105, .radius_x = 0.07, .radius_y = 0.055, .soft = 0.5},
                     {.colour = scaled(person.skin, 1.06), .opacity = 0.8, .shade_x = 0.1 * side, .shade_rim = -0.08}});
  for (const double nostril : {-1.0, 1.0})
    strokes.push_back({{.x = x + nostril * 0.038,
                        .y = 0.15,
                        .radius_x = 0.018,
                        .radius_y = 0.009,
                        .tilt = -nostril * 0.3,
                        .soft = 0.4},
                       {.colour = scaled(person.skin, 0.35), .opacity = 0.85}});
  strokes.push_back({{.x = x + 0.012 * side, .y = 0.03, .radius_x = 0.018, .radius_y = 0.12, .soft = 0.95},
                     {.colour = blend(person.skin, light_reflection, 0.35), .opacity = 0.55}});
}

void add_beard(Strokes& strokes, const Person& person) {
  if (!person.beard) return;
  const double x = shift(person, 0.04);
  const Colour hair = blend(person.hair_colour, scaled(person.skin, 0.6), 0.25);
  strokes.push_back({{.y = 0.17, .radius_x = 0.365, .radius_y = 0.345, .taper = -0.1, .top = -0.1, .soft = 0.07},
                     {.colour = hair, .opacity = 0.85, .shade_y = -0.1}});
  strokes.push_back(
      {{.x = x, .y = 0.08, .radius_x = 0.25, .radius_y = 0.17, .bend = -0.1, .soft = 0.12},  // bare cheeks
       {.colour = person.skin, .opacity = 0.9}});
  strokes.push_back({{.x = x * 2, .y = mouth_y - 0.058, .radius_x = 0.14, .radius_y = 0.03, .bend = 0.7, .soft = 0.3},
                     {.colour = hair, .opacity = 0.9}});
}

void add_mouth(Strokes& strokes, const Person& person) {
  const double x = shift(person, 0.075);
  const double width = person.smile ? 0.145 : 0.12;
  const double bend = person.smile ? -1.3 : -0.25;
  const Colour lips = tinted(person.skin, {0.86F, 0.6F, 0.62F});
  strokes.push_back(
      {{.x = x, .y = mouth_y - 0.018, .radius_x = width, .radius_y = 0.026, .bend = bend * 0.6, .soft = 0.2},
       {.colour = scaled(lips, 0.9)}});
  strokes.push_back(
      {{.x = x, .y = mouth_y + 0.017, .radius_x = width * 0.82, .radius_y = 0.034, .bend = bend * 0.35, .soft = 0.2},
       {.colour = lips, .shade_y = 0.08}});
  if (person.smile)
    strokes.push_back(
        {{.x = x, .y = mouth_y, .radius_x = width * 0.8, .radius_y = 0.017, .bend = bend * 0.7, .soft = 0.15},
         {.colour = {228, 224, 216}, .shade_rim = -0.15}});
  else
    strokes.push_back(
        {{.x = x, .y = mouth_y - 0.001, .radius_x = width * 0.85, .radius_y = 0.007, .bend = bend, .soft = 0.6},
         {.colour = scaled(lips, 0.4)}});
  strokes.push_back({{.x = x, .y = mouth_y + 0.07, .radius_x = 0.09, .radius_y = 0.016, .bend = -0.5, .soft = 0.9},
                     {.colour = scaled(person.skin, 0.7), .opacity = person.beard ? 0.0 : 0.5}});
}

void add_glasses(Strokes& strokes, const Person& person) {
  if (!person.glasses) return;
  const double x = shift(person, 0.065);
  for (const double eye : {-1.0, 1.0}) {
    const Shape rim{.x = x + eye * eye_x,
                    .y = eye_y + 0.01,
                    .radius_x = 0.12,
                    .radius_y = 0.088,
                    .square = 0.45,
                    .hollow = 0.88,
                    .soft = 0.03};
    strokes.push_back({rim, {.colour = {34, 28, 28}}});
    strokes.push_back(
        {{.x = x * 0.5 + eye * 0.315, .y = eye_y - 0.01, .radius_x = 0.05, .radius_y = 0.011, .square = 1, .soft = 0.1},
         {.colour = {34, 28, 28}}});
  }
  strokes.push_back({{.x = x, .y = eye_y - 0.01, .radius_x = 0.045, .radius_y = 0.011, .bend = 0.6, .soft = 0.1},
                     {.colour = {34, 28, 28}}});
}

}  // namespace

Pupils pupils(const Person& person) {
  const double middle = shift(person, eye_depth);
  return {middle - eye_x, middle + eye_x, eye_y};
}

void add_head(Strokes& head, const Person& person, double light_side) {
  add_hair_cap(head, person, light_side);
  add_skull(head, person, light_side);
  add_fringe(head, person, light_side);
  add_planes(head, person, light_side);
  add_beard(head, person);
  for (const double eye : {-1.0, 1.0}) add_eye(head, person, eye);
  add_nose(head, person, light_side);
  add_mouth(head, person);
  add_glasses(head, person);
}

}  // namespace headroom::datasets
