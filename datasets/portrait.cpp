#include "datasets/portrait.h"

#include <algorithm>
#include <cmath>

#include "datasets/backdrop.h"
#include "datasets/figure.h"
#include "datasets/paint.h"

namespace headroom::datasets {
namespace {

void paint_all(Image& image, const std::vector<Stroke>& strokes, const Placement& placement, const Light& light) {
  for (Stroke stroke : strokes) {
    stroke.fill.colour = tinted(stroke.fill.colour, light.tint);
    paint(image, placed(stroke, placement));
  }
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
  const double middle_x = scene.person.face_x / scene.size.width;
  const double share = scene.person.face_height / scene.size.height;
  std::string words = "synthetic";
  if (std::abs(middle_x - 0.5) > 0.15) words += ";offcentre";
  if (share >= 0.12 && share <= 0.3) words += ";halfbody";
  if (share < 0.12) words += ";fullbody";
  if (scene.person.glasses) words += ";glasses";
  if (red_difference(scene.wall) > 8) words += ";skinbackground";
  if (scene.size.short_side() < 300) words += ";lowres";
  if (scene.size.pixels() >= 6'000'000) words += ";hires";
  return words + ";tone-" + std::string(name(scene.person.tone));
}

Box face_box(const Person& person) {
  // An upright box around a tilted ellipse.
  const auto reach = [](double along, double across) { return std::sqrt(along * along + across * across); };
  const Turn tilt = turn(person.tilt);
  const double half_width = person.face_height * reach(face_half_width * tilt.cosine, face_half_height * tilt.sine);
  const double half_height = person.face_height * reach(face_half_height * tilt.cosine, face_half_width * tilt.sine);
  return {person.face_x - half_width, person.face_y - half_height, 2 * half_width, 2 * half_height};
}

Placement head_placement(const Person& person) {
  return {person.face_x, person.face_y, person.face_height, person.tilt};
}

}  // namespace

Image draw(const Scene& scene) {
  const Person& person = scene.person;
  Image image = canvas(scene.size);
  paint_backdrop(image, scene);
  paint_all(image, body_strokes(person, scene.light), {person.face_x, person.face_y, person.face_height, 0},
            scene.light);
  paint_all(image, head_strokes(person, scene.light), head_placement(person), scene.light);
  paint_noise(image, scene.noise, Random::for_item(scene.seed, 1));
  return image;
}

Label label(const Scene& scene) {
  const Pupils eyes = pupils(scene.person);
  const Placement head = head_placement(scene.person);
  Label label;
  label.size = scene.size;
  label.face = clipped(face_box(scene.person), scene.size);
  label.left_eye = clipped(placed(Point{eyes.left_x, eyes.y}, head), scene.size);
  label.right_eye = clipped(placed(Point{eyes.right_x, eyes.y}, head), scene.size);
  label.faces = 1;
  label.tags = tags(scene);
  return label;
}

}  // namespace headroom::datasets
