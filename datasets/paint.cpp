#include "datasets/paint.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "datasets/brush.h"

namespace headroom::datasets {
namespace {

/// By value, not std::clamp: references keep the compiler from taking many pixels at once.
inline Byte to_byte(float value) {
  const float raised = value < 0.0F ? 0.0F : value;
  return static_cast<Byte>(static_cast<int>((raised > 255.0F ? 255.0F : raised) + 0.5F));
}

/// `value` is what the colour has in this plane beyond `neutral`: shading scales it, and chroma fades with luma.
void lay(Byte* samples, const Row& row, float neutral, float value) {
  const float* cover = row.cover.data();
  const float* shade = row.shade.data();
  const int count = static_cast<int>(row.cover.size());
  for (int x = 0; x < count; x++) {
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

Image canvas(Size size, int step) {
  const Size samples{(size.width + step - 1) / step, (size.height + step - 1) / step};
  Image image{Plane(samples), Plane(samples), Plane(samples)};
  for (Plane* plane : image.planes()) plane->across.step = plane->down.step = step;
  return image;
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
  const Brush brush(stroke, image.luma.size(), static_cast<int>(image.luma.across.step));
  const int left = brush.left();
  const int count = brush.right() - left;
  if (count <= 0) return;
  const Colour colour = stroke.fill.colour;
  Row row{std::vector<float>(static_cast<std::size_t>(count)), std::vector<float>(static_cast<std::size_t>(count))};
  for (int y = brush.top(); y < brush.bottom(); y++) {
    brush.cover(row, y);
    lay(image.luma.row(y) + left, row, 0, luma(colour));
    lay(image.cb.row(y) + left, row, neutral_chroma, blue_difference(colour));
    lay(image.cr.row(y) + left, row, neutral_chroma, red_difference(colour));
  }
}

}  // namespace headroom::datasets
