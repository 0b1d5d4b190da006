#include "datasets/portrait.h"

#include <algorithm>
#include <cmath>

#include "datasets/backdrop.h"
#include "datasets/develop.h"
#include "datasets/figure.h"
#include "datasets/paint.h"

namespace headroom::datasets {
namespace {

constexpr long long detailed_pixels = 4'000'000;  // beyond, a painting of half the sides is as sharp as a lens

Placement head_placement(const Person& person) {
  return {person.face_x, person.face_y, person.face_height, person.tilt};
}

/// Upright, where the tilted neck rises from it.
Placement body_placement(const Person& person) {
  const Point neck = placed(Point{0, neck_base}, head_placement(person));
  return {neck.x, neck.y - neck_base * person.face_height, person.face_height, 0};
}

void paint_all(Image& image, const Strokes& strokes, const Placement& placement, const Light& light) {
  for (Stroke stroke : strokes) {
    stroke.fill.colour = tinted(stroke.fill.colour, light.tint);
    paint(image, placed(stroke, placement));
  }
}

void paint_person(Image& image, const Person& person, const Light& light) {
  const auto layer = [&](const Placement& placement, auto add) {
    Strokes strokes;
    add(strokes);
    paint_all(image, strokes, placement, light);
  };
  const Placement head = head_placement(person);
  const Placement body = body_placement(person);
  layer(head, [&](Strokes& strokes) { add_hair_behind(strokes, person, light.side); });
  layer(body, [&](Strokes& strokes) { add_body(strokes, person, light.side); });
  layer(head, [&](Strokes& strokes) { add_neck(strokes, person, light.side); });
  layer(body, [&](Strokes& strokes) { add_collar(strokes, person); });
  layer(head, [&](Strokes& strokes) { add_head(strokes, person, light.side); });
}

Box clipped(Box box, Size size) {
  const double left = std::clamp(box.x, 0.0, static_cast<double>(size.width));
  const double top = std::clamp(box.y, 0.0, static_cast<double>(size.height));
  const double right = std::clamp(box.x + box.width, 0.0, static_cast<double>(size.width));
  const double bottom = std::clamp(box.y + box.height, 0.0, static_cast<double>(size.height));
  return {left, top, right - left, bottom - top};
}

Point clipped(Point point, Size size) {
  return {std::clamp(point.x, 0.0, static_cast<double>(size.width)),
          std::clamp(point.y, 0.0, static_cast<double>(size.height))};
}

/// The words of the label format, see README.md.
std::string tags(const Scene& scene) {
  const Person& person = scene.people.front();
  const double share = person.face_height / scene.size.height;
  const struct {
    bool holds;
    const char* word;
  } words[] = {
      {scene.people.size() > 1, "multi"},
      {std::abs(person.face_x / scene.size.width - 0.5) > 0.15, "offcentre"},
      {share >= 0.12 && share <= 0.3, "halfbody"},
      {share < 0.12, "fullbody"},
      {person.glasses, "glasses"},
      {scene.backdrop == Backdrop::sand || scene.backdrop == Backdrop::foliage, "outdoor"},
      {red_difference(scene.wall) > 8, "skinbackground"},
      {scene.size.short_side() < 300, "lowres"},
      {scene.size.pixels() >= 6'000'000, "hires"},
  };
  std::string tags = "synthetic";
  for (const auto& word : words)
    if (word.holds) tags += std::string(";") + word.word;
  return tags + ";tone-" + std::string(name(person.tone));
}

Box face_box(const Person& person) {
  // An upright box around a tilted ellipse.
  const auto reach = [](double along, double across) { return std::sqrt(along * along + across * across); };
  const Turn tilt = turn(person.tilt);
  const double half_width = person.face_height * reach(face_half_width * tilt.cosine, face_half_height * tilt.sine);
  const double half_height = person.face_height * reach(face_half_height * tilt.cosine, face_half_width * tilt.sine);
  return {person.face_x - half_width, person.face_y - half_height, 2 * half_width, 2 * half_height};
}

}  // namespace

Image draw(const Scene& scene, Sampling sampling) {
  Image painting = canvas(scene.size, scene.size.pixels() > detailed_pixels ? 2 : 1);
  paint_backdrop(painting, scene);
  for (auto person = scene.people.rbegin(); person != scene.people.rend(); ++person)  // the main one is in front
    paint_person(painting, *person, scene.light);
  return develop(painting, {scene.size, sampling, scene.noise}, Random::for_item(scene.seed, 1));
}

Label label(const Scene& scene) {
  const Person& person = scene.people.front();
  const Pupils eyes = pupils(person);
  const Placement head = head_placement(person);
  Label label;
  label.size = scene.size;
  label.face = clipped(face_box(person), scene.size);
  label.left_eye = clipped(placed(Point{eyes.left_x, eyes.y}, head), scene.size);
  label.right_eye = clipped(placed(Point{eyes.right_x, eyes.y}, head), scene.size);
  label.faces = static_cast<int>(scene.people.size());
  label.tags = tags(scene);
  return label;
}

}  // namespace headroom::datasets
