#include "datasets/scene.h"

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
constexpr Colour walls[] = {{196, 200, 204}, {222, 220, 214}, {128, 138, 150}, {92, 112, 138}, {118, 142, 118},
                            {206, 186, 156}, {70, 74, 82},    {168, 122, 84},  {176, 196, 214}};

constexpr Colour warm{1.06F, 1.0F, 0.88F};  // factors of a lamp and of an overcast sky, white balance half right
constexpr Colour cool{0.94F, 1.0F, 1.08F};

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

Light plan_light(Random& random) {
  const double warmth = random.between(-1, 1);
  const Colour tint = blend({1, 1, 1}, warmth > 0 ? warm : cool, std::abs(warmth));
  return {random.between(-1, 1), scaled(tint, random.between(0.88, 1.08))};
}

/// Where the face is and how large: mostly a bust near the middle, sometimes far away or well off to a side.
void place_face(Person& person, Size size, Random& random) {
  const bool far = random.chance(0.2);
  const double share = far ? random.between(0.12, 0.2) : random.between(0.24, 0.46);  // of the short side
  person.face_height = share * size.short_side();
  const double off_middle = random.chance(0.3) ? random.between(-0.26, 0.26) : random.between(-0.07, 0.07);
  const double reach = 0.6 * person.face_height;  // half the head with its hair, tilted
  const auto inside = [reach](double at, int side) {
    return side > 2 * reach ? std::clamp(at, reach, side - reach) : side / 2.0;
  };
  person.face_x = inside(size.width * (0.5 + off_middle), size.width);
  const double above = person.face_height * random.between(0.75, 1.5);
  person.face_y = inside(std::min(above, size.height * 0.5), size.height);
}

Person plan_person(Random& random, Size size, const Light& light) {
  Person person;
  place_face(person, size, random);
  const double tone = random.share();
  const bool darker = tone < 0.55;
  person.tilt = random.bell() * 0.06;
  person.turn = std::clamp(random.bell() * 0.35, -1.0, 1.0);
  const Colour flush{1 + 0.03F * static_cast<float>(random.bell()), 1, 1 + 0.03F * static_cast<float>(random.bell())};
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

Size plan_size(Random& random, double megapixels) {
  const double proportion = random.chance(0.7) ? 4.0 / 3 : 3.0 / 2;
  const double width = std::sqrt(megapixels * 1e6 * proportion);
  const auto whole = [](double side) { return std::max(1, static_cast<int>(side + 0.5)); };
  const Size lying{whole(width), whole(width / proportion)};
  return random.chance(0.5) ? lying : Size{lying.height, lying.width};
}

Scene plan_scene(Random random, double megapixels) {
  Scene scene;
  scene.size = plan_size(random, megapixels);
  scene.backdrop = static_cast<Backdrop>(random.below(4));
  const double brightness = random.between(0.85, 1.1);  // drawn apart: arguments are evaluated in any order
  scene.light = plan_light(random);
  scene.wall = tinted(scaled(random.pick(walls), brightness), scene.light.tint);
  scene.person = plan_person(random, scene.size, scene.light);
  scene.noise = random.between(2.0, 3.5);
  scene.seed = random.bits();
  return scene;
}

}  // namespace headroom::datasets
