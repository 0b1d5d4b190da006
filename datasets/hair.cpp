#include "datasets/figure.h"

namespace headroom::datasets {
namespace {

constexpr Colour light_reflection{250, 250, 250};

/// Combed lines that follow the outline.
void add_strands(Strokes& head, Shape cap, Colour hair) {
  cap.hollow = 0.985;
  cap.soft = 0.012;
  for (const double factor : {0.8, 1.16, 0.82, 1.1}) {
    cap.radius_x *= 0.955;
    cap.radius_y *= 0.955;
    head.push_back({cap, {.colour = scaled(hair, factor), .opacity = 0.7}});
  }
}

}  // namespace

void add_hair_behind(Strokes& head, const Person& person, double light_side) {
  const Colour shaded = scaled(person.hair_colour, 0.8);
  if (person.hair == Hair::long_hair)
    head.push_back({{.y = 0.2, .radius_x = 0.52, .radius_y = 0.9, .square = 0.35, .taper = 0.12, .soft = 0.05},
                    {.colour = shaded, .shade_x = 0.2 * light_side, .shade_y = -0.15}});
  if (person.hair == Hair::bob)
    head.push_back({{.y = -0.02, .radius_x = 0.5, .radius_y = 0.6, .square = 0.4, .taper = 0.08, .soft = 0.05},
                    {.colour = shaded, .shade_x = 0.2 * light_side, .shade_y = -0.15}});
  if (person.hair == Hair::bun)
    head.push_back({{.y = -0.74, .radius_x = 0.19, .radius_y = 0.16, .soft = 0.06},
                    {.colour = person.hair_colour, .shade_x = 0.2 * light_side, .shade_rim = -0.2}});
}

void add_hair_cap(Strokes& head, const Person& person, double light_side) {
  if (person.hair == Hair::none) return;
  const bool full = person.hair != Hair::cropped;
  const Shape cap{.y = -0.19,
                  .radius_x = full ? 0.445 : 0.41,
                  .radius_y = full ? 0.52 : 0.46,
                  .bottom = full ? 0.55 : 0.2,
                  .soft = full ? 0.035 : 0.05};
  head.push_back(
      {cap, {.colour = person.hair_colour, .shade_x = 0.18 * light_side, .shade_y = -0.15, .shade_rim = -0.1}});
  if (full) add_strands(head, cap, person.hair_colour);
  head.push_back({{.x = 0.1 * light_side, .y = -0.57, .radius_x = 0.12, .radius_y = 0.045, .bend = 0.8, .soft = 0.9},
                  {.colour = blend(person.hair_colour, light_reflection, 0.25), .opacity = 0.6}});  // gloss
}

void add_fringe(Strokes& head, const Person& person, double light_side) {
  const Fill hair{.colour = scaled(person.hair_colour, 1.06), .shade_x = 0.2 * light_side, .shade_y = -0.15};
  if (person.hair == Hair::parted || person.hair == Hair::long_hair) {
    head.push_back(
        {{.x = 0.14, .y = -0.45, .radius_x = 0.33, .radius_y = 0.1, .tilt = 0.42, .bend = 0.3, .soft = 0.1}, hair});
    head.push_back({{.x = -0.24, .y = -0.42, .radius_x = 0.2, .radius_y = 0.075, .tilt = -0.75, .soft = 0.1}, hair});
  }
  if (person.hair == Hair::bob)
    head.push_back({{.y = -0.43, .radius_x = 0.35, .radius_y = 0.15, .bend = 0.5, .soft = 0.06}, hair});
}

}  // namespace headroom::datasets
