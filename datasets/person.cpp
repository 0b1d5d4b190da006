#include "datasets/person.h"

#include <algorithm>
#include <cmath>

namespace headroom::datasets {
namespace {

// Skin from very dark to very light, as cameras render it under neutral light; chosen by eye.
constexpr Colour skins[] = {{58, 36, 26},   {76, 47, 34},    {98, 62, 44},    {122, 79, 56},   {148, 98, 70},
                            {172, 120, 88}, {194, 143, 110}, {212, 165, 134}, {226, 184, 158}, {238, 205, 184}};
constexpr Colour dark_hair[] = {{24, 20, 19}, {34, 26, 22}, {46, 34, 28}, {112, 108, 106}};
constexpr Colour any_hair[] = {{28, 22, 20},   {52, 36, 26},  {84, 56, 36},    {126, 88, 54},
                               {188, 152, 98}, {142, 72, 38}, {150, 146, 142}, {208, 204, 198}};
constexpr Colour dark_irises[] = {{52, 32, 20}, {70, 44, 26}};
constexpr Colour any_irises[] = {{76, 50, 30}, {94, 118, 132}, {92, 108, 74}, {110, 132, 152}};
constexpr Colour cloths[] = {{34, 42, 66},   {42, 44, 48},   {196, 198, 202}, {110, 28, 38}, {38, 86, 70},
                             {70, 104, 150}, {150, 126, 92}, {98, 64, 104},   {58, 62, 40},  {222, 214, 200}};

constexpr double degree = 3.14159265358979 / 180;

/// A tone of 0 (very dark) .. 1 (very light).
Colour skin_of(double tone) {
  constexpr double last = std::size(skins) - 1;
  const double at = std::clamp(tone * last, 0.0, last - 1e-9);
  const auto index = static_cast<std::size_t>(at);
  return blend(skins[index], skins[index + 1], at - std::floor(at));
}

Tone tone_of(Colour seen) {
  if (luma(seen) < 95) return Tone::dark;
  return luma(seen) < 150 ? Tone::medium : Tone::light;
}

/// Mostly nearly straight; one in seven holds the head clearly tilted.
double plan_tilt(Random& random) {
  const bool clearly = random.chance(0.15);
  const double side = random.chance(0.5) ? 1 : -1;
  return clearly ? side * random.between(10, 25) * degree : random.bell() * 3.5 * degree;
}

}  // namespace

std::string_view name(Tone tone) {
  switch (tone) {
    case Tone::dark:
      return "dark";
    case Tone::medium:
      return "medium";
    case Tone::light:
      return "light";
  }
  return "medium";
}

Person plan_person(Random& random, const Light& light) {
  Person person;
  const double tone = random.share();
  const bool darker = tone < 0.55;
  person.tilt = plan_tilt(random);
  person.turn = std::clamp(random.bell() * 0.35, -1.0, 1.0);
  person.build = random.between(0.88, 1.12);
  const double flush_red = random.bell();  // drawn apart: arguments are evaluated in any order
  const double flush_blue = random.bell();
  const Colour flush{1 + 0.03F * static_cast<float>(flush_red), 1, 1 + 0.03F * static_cast<float>(flush_blue)};
  person.skin = tinted(skin_of(tone), flush);
  person.tone = tone_of(tinted(person.skin, light.tint));
  person.hair_colour = darker ? random.pick(dark_hair) : random.pick(any_hair);
  person.hair = static_cast<Hair>(random.below(6));
  person.iris = darker ? random.pick(dark_irises) : random.pick(any_irises);
  person.clothing = static_cast<Clothing>(random.below(4));
  person.cloth = random.pick(cloths);
  const bool short_hair = person.hair == Hair::none || person.hair == Hair::cropped || person.hair == Hair::parted;
  person.beard = short_hair && random.chance(0.35);
  person.glasses = random.chance(0.25);
  person.smile = random.chance(0.5);
  return person;
}

}  // namespace headroom::datasets
