#include "datasets/paint.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "datasets/brush.h"

namespace headroom::datasets {
namespace {

constexpr int block = 16;  // luma pixels per JPEG block of 4:2:0

/// By value, not std::clamp: references keep the compiler from taking many pixels at once.
inline Byte to_byte(float value) {
  const float raised = value < 0.0F ? 0.0F : value;
  return static_cast<Byte>(static_cast<int>((raised > 255.0F ? 255.0F : raised) + 0.5F));
}

/// `value` is what the colour has in this plane beyond `neutral`: shading scales it, and chroma fades with luma.
void lay(Byte* samples, int left, int right, const Row& row, float neutral, float value) {
  const float* cover = row.cover.data();
  const float* shade = row.shade.data();
  for (int x = left; x < right; x++) {
    const float old = samples[x];
    samples[x] = to_byte(old + (neutral + value * shade[x] - old) * cover[x]);
  }
}

}  // namespace

Turn turn(double radians) {
  const double square = radians * radians;
  return {1 - square / 2 * (1 - square / 12 * (1 - square / 30)),
          radians * (1 - square / 6 * (1 - square / 20 * (1 - square / 42)))};
}

Point placed(Point point, const Placement& placement) {
  const Turn by = turn(placement.tilt);
  return {placement.x + (point.x * by.cosine - point.y * by.sine) * placement.unit,
          placement.y + (point.x * by.sine + point.y * by.cosine) * placement.unit};
}

Stroke placed(Stroke stroke, const Placement& placement) {
  Shape& shape = stroke.shape;
  const Point centre = placed(Point{shape.x, shape.y}, placement);
  shape.x = centre.x;
  shape.y = centre.y;
  shape.radius_x *= placement.unit;
  shape.radius_y *= placement.unit;
  shape.tilt += placement.tilt;
  return stroke;
}

Image canvas(Size size) {
  const auto whole = [](int side) { return (side + block - 1) / block * block; };
  const Size luma{whole(size.width), whole(size.height)};
  const Size chroma{luma.width / 2, luma.height / 2};
  return {Plane(luma), Plane(chroma), Plane(chroma)};
}

void paint_gradient(Image& image, Colour top, Colour bottom) {
  const auto fill = [&](Plane& plane, float neutral, auto part) {
    for (int y = 0; y < plane.height(); y++) {
      const Colour colour = blend(top, bottom, (y + 0.5) / plane.height());
      std::fill_n(plane.row(y), plane.width(), to_byte(neutral + part(colour)));
    }
  };
  fill(image.luma, 0, luma);
  fill(image.cb, neutral_chroma, blue_difference);
  fill(image.cr, neutral_chroma, red_difference);
}

void paint(Image& image, const Stroke& stroke) {
  const Colour colour = stroke.fill.colour;
  const auto columns = static_cast<std::size_t>(image.luma.width());
  Row row{std::vector<float>(columns), std::vector<float>(columns)};
  const Brush fine(stroke, image.luma.size(), 1);
  for (int y = fine.top(); y < fine.bottom(); y++) {
    fine.cover(row, y);
    lay(image.luma.row(y), fine.left(), fine.right(), row, 0, luma(colour));
  }
  const Brush coarse(stroke, image.cb.size(), 2);
  for (int y = coarse.top(); y < coarse.bottom(); y++) {
    coarse.cover(row, y);
    lay(image.cb.row(y), coarse.left(), coarse.right(), row, neutral_chroma, blue_difference(colour));
    lay(image.cr.row(y), coarse.left(), coarse.right(), row, neutral_chroma, red_difference(colour));
  }
}

void paint_noise(Image& image, double deviation, Random random) {
  // One long list of noise, read from a new place for each row: a draw per pixel would cost more than all the painting.
  constexpr std::size_t list_length = 1U << 16U;
  const auto widest = static_cast<std::size_t>(image.luma.width());
  std::vector<std::int8_t> list(list_length + widest);
  const auto add = [&](Plane& plane, double plane_deviation) {
    for (auto& value : list) value = static_cast<std::int8_t>(std::floor(random.bell() * plane_deviation + 0.5));
    for (int y = 0; y < plane.height(); y++) {
      const std::int8_t* noise = list.data() + random.below(list_length);
      Byte* samples = plane.row(y);
      for (int x = 0; x < plane.width(); x++) samples[x] = static_cast<Byte>(std::clamp(samples[x] + noise[x], 0, 255));
    }
  };
  add(image.luma, deviation);
  add(image.cb, deviation * 0.4);
  add(image.cr, deviation * 0.4);
}

}  // namespace headroom::datasets
