#include "datasets/scene.h"

#include <algorithm>
#include <cmath>

namespace headroom::datasets {
namespace {

constexpr Colour warm{1.07F, 1.0F, 0.84F};  // factors of a lamp and of an overcast sky, white balance half right
constexpr Colour cool{0.94F, 1.0F, 1.07F};

constexpr Colour walls[] = {{196, 200, 204}, {222, 220, 214}, {128, 138, 150}, {92, 112, 138}, {118, 142, 118},
                            {206, 186, 156}, {70, 74, 82},    {168, 122, 84},  {176, 196, 214}};
constexpr Colour woods[] = {{168, 122, 84}, {196, 154, 110}, {128, 86, 58}, {146, 106, 78}};
constexpr Colour bricks[] = {{160, 92, 70}, {176, 118, 90}, {142, 80, 64}, {190, 148, 120}};
constexpr Colour sands[] = {{214, 186, 146}, {198, 164, 122}, {226, 204, 170}};
constexpr Colour leaves[] = {{84, 116, 62}, {66, 96, 70}, {122, 132, 72}};

Colour plan_wall(Random& random, Backdrop backdrop) {
  switch (backdrop) {
    case Backdrop::wood:
    case Backdrop::shelves:
      return random.pick(woods);
    case Backdrop::brick:
      return random.pick(bricks);
    case Backdrop::sand:
      return random.pick(sands);
    case Backdrop::foliage:
      return random.pick(leaves);
    default:
      return random.pick(walls);
  }
}

Light plan_light(Random& random) {
  const double warmth = random.between(-1, 1);
  const Colour tint = blend({1, 1, 1}, warmth > 0 ? warm : cool, std::abs(warmth));
  const double side = random.between(-1, 1);
  return {side, scaled(tint, random.between(0.86, 1.0))};
}

/// Puts the face's middle at (x, y), or as near to it as the whole head stays inside the picture.
void place(Person& person, Size size, double x, double y) {
  const double reach = 0.6 * person.face_height;  // half the head with its hair, tilted
  const auto inside = [reach](double at, int side) {
    return side > 2 * reach ? std::clamp(at, reach, side - reach) : side / 2.0;
  };
  person.face_x = inside(x, size.width);
  person.face_y = inside(std::min(y, size.height * 0.5), size.height);
}

/// Mostly a bust near the middle, sometimes far away or well off to a side.
void place_one(Person& person, Size size, Random& random) {
  const bool far = random.chance(0.25);
  const double share = far ? random.between(0.09, 0.2) : random.between(0.24, 0.46);  // of the short side
  person.face_height = share * size.short_side();
  const double off_middle = random.chance(0.3) ? random.between(-0.3, 0.3) : random.between(-0.07, 0.07);
  const double above = random.between(0.75, 1.5);  // of the face
  place(person, size, size.width * (0.5 + off_middle), person.face_height * above);
}

/// Side by side; the second one stands a little behind.
void place_two(std::vector<Person>& people, Size size, Random& random) {
  people[0].face_height = random.between(0.14, 0.25) * size.short_side();
  people[1].face_height = people[0].face_height * random.between(0.72, 0.97);
  const double apart = people[0].face_height * random.between(1.35, 1.8);
  const double middle = size.width * random.between(0.42, 0.58);
  const double side = random.chance(0.5) ? 0.5 : -0.5;
  const double above = people[0].face_height * random.between(0.9, 1.6);
  place(people[0], size, middle + side * apart, above);
  place(people[1], size, middle - side * apart, above + people[0].face_height * random.between(-0.15, 0.3));
}

/// A small picture is a large one made smaller, which calms noise.
double noise_share(Size size) {
  constexpr double camera_pixels = 12e6;
  return std::clamp(std::sqrt(static_cast<double>(size.pixels()) / camera_pixels), 0.25, 1.0);
}

}  // namespace

Size plan_size(Random& random, double megapixels) {
  const double proportion = random.chance(0.7) ? 4.0 / 3 : 3.0 / 2;
  const double width = std::sqrt(megapixels * 1e6 * proportion);
  const auto whole = [](double side) {
    return side < 8 ? std::max(1, static_cast<int>(side + 0.5)) : static_cast<int>(side / 4 + 0.5) * 4;
  };
  const Size lying{whole(width), whole(width / proportion)};
  return random.chance(0.5) ? lying : Size{lying.height, lying.width};
}

Scene plan_scene(Random random, double megapixels) {
  Scene scene;
  scene.size = plan_size(random, megapixels);
  scene.backdrop = static_cast<Backdrop>(random.below(8));
  const double brightness = random.between(0.85, 1.1);  // drawn apart: arguments are evaluated in any order
  scene.light = plan_light(random);
  scene.wall = tinted(scaled(plan_wall(random, scene.backdrop), brightness), scene.light.tint);
  const bool two = random.chance(0.12);
  for (int person = 0; person < (two ? 2 : 1); person++) scene.people.push_back(plan_person(random, scene.light));
  two ? place_two(scene.people, scene.size, random) : place_one(scene.people[0], scene.size, random);
  scene.noise = random.between(5.0, 5.8) * noise_share(scene.size);
  scene.seed = random.bits();
  return scene;
}

}  // namespace headroom::datasets
