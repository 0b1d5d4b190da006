#include "datasets/paint.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

namespace headroom::datasets {
namespace {

constexpr int block = 16;            // luma pixels per JPEG block of 4:2:0
constexpr double edge_pixels = 0.7;  // half the width of the hardest edge

Byte to_byte(float value) { return static_cast<Byte>(std::clamp(value, 0.0F, 255.0F) + 0.5F); }

/// How much of each pixel of a row a shape covers, and how bright it is there.
struct Row {
  std::vector<float> cover;
  std::vector<float> shade;
};

/// A shape with its fill, prepared for going through the rows of a plane whose samples are `step` pixels apart.
class Brush {
 public:
  Brush(const Stroke& stroke, const Plane& plane, int step);

  int top = 0;  // rows and columns of the plane that the shape can touch
  int bottom = 0;
  int left = 0;
  int right = 0;

  void fill(Row& row, int y) const;

 private:
  Shape shape_;
  Fill fill_;
  int step_;
  Turn turn_;
  float sharpness_;      // of the edge, in units of q
  float cut_sharpness_;  // of the cuts, in units of v
};

Brush::Brush(const Stroke& stroke, const Plane& plane, int step)
    : shape_(stroke.shape), fill_(stroke.fill), step_(step), turn_(turn(stroke.shape.tilt)) {
  const double pixel = edge_pixels * step / std::max(1e-6, std::min(shape_.radius_x, shape_.radius_y));
  const double soft = std::max(shape_.soft, pixel);
  sharpness_ = static_cast<float>(1 / (4 * soft));
  cut_sharpness_ =
      static_cast<float>(1 / (2 * std::max(shape_.soft, edge_pixels * step / std::max(1e-6, shape_.radius_y))));

  const double grown = std::sqrt(1 + 2 * soft) * (1 + std::abs(shape_.taper));
  const double reach_x = shape_.radius_x * grown;
  const double reach_y = shape_.radius_y * (std::sqrt(1 + 2 * soft) + std::abs(shape_.bend));
  const double across = reach_x * turn_.cosine + reach_y * std::abs(turn_.sine) + step;
  const double down = reach_y * turn_.cosine + reach_x * std::abs(turn_.sine) + step;
  const auto sample = [step](double at, int count) {
    return static_cast<int>(std::clamp(at / step, 0.0, static_cast<double>(count)));
  };
  left = sample(shape_.x - across, plane.width());
  right = sample(shape_.x + across + step, plane.width());
  top = sample(shape_.y - down, plane.height());
  bottom = shape_.endless ? plane.height() : sample(shape_.y + down + step, plane.height());
}

void Brush::fill(Row& row, int y) const {
  const auto as_float = [](double value) { return static_cast<float>(value); };
  const float dy = as_float((y + 0.5) * step_ - shape_.y);
  const float first = as_float(0.5 * step_ - shape_.x);
  const float step = as_float(step_);
  const float cosine = as_float(turn_.cosine);
  const float sine = as_float(turn_.sine);
  const float per_x = as_float(1 / std::max(1e-6, shape_.radius_x));
  const float per_y = as_float(1 / std::max(1e-6, shape_.radius_y));
  const float square = as_float(shape_.square);
  const float taper = as_float(shape_.taper);
  const float bend = as_float(shape_.bend);
  const float cut_top = as_float(shape_.top);
  const float cut_bottom = as_float(shape_.bottom);
  const float lowest = shape_.endless ? 0.0F : 1e6F;
  const float hollow = as_float(shape_.hollow * shape_.hollow);
  const float opacity = as_float(fill_.opacity);
  const float shade_x = as_float(fill_.shade_x);
  const float shade_y = as_float(fill_.shade_y);
  const float shade_rim = as_float(fill_.shade_rim);

  float* cover = row.cover.data();
  float* shade = row.shade.data();
  for (int x = left; x < right; x++) {  // no branch inside, so that the compiler can take many pixels at once
    const float dx = first + static_cast<float>(x) * step;
    const float straight = (dx * cosine + dy * sine) * per_x;
    const float depth = (dy * cosine - dx * sine) * per_y - bend * straight * straight;
    const float v = std::min(depth, lowest);
    const float u = straight / std::max(0.05F, 1 + taper * v);
    const float round = u * u + v * v;
    const float q = round + square * (u * u * u * u + v * v * v * v - round);
    const float outer = std::clamp(0.5F + (1 - q) * sharpness_, 0.0F, 1.0F);
    const float inner = std::clamp(0.5F + (q - hollow) * sharpness_, 0.0F, 1.0F);
    const float above = std::clamp(0.5F + (depth - cut_top) * cut_sharpness_, 0.0F, 1.0F);
    const float below = std::clamp(0.5F + (cut_bottom - depth) * cut_sharpness_, 0.0F, 1.0F);
    cover[x] = outer * (hollow > 0 ? inner : 1.0F) * above * below * opacity;
    shade[x] = std::max(0.0F, 1 + shade_x * u + shade_y * v + shade_rim * std::min(q, 1.5F));
  }
}

/// `value` is what the colour has in this plane beyond `neutral`: shading scales it, and chroma fades with luma.
void lay(Byte* samples, const Brush& brush, const Row& row, float neutral, float value) {
  for (int x = brush.left; x < brush.right; x++) {
    const float old = samples[x];
    const float wanted = neutral + value * row.shade[x];
    samples[x] = to_byte(old + (wanted - old) * row.cover[x]);
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
  Row row{std::vector<float>(image.luma.width()), std::vector<float>(image.luma.width())};
  const Brush fine(stroke, image.luma, 1);
  for (int y = fine.top; y < fine.bottom; y++) {
    fine.fill(row, y);
    lay(image.luma.row(y), fine, row, 0, luma(colour));
  }
  const Brush coarse(stroke, image.cb, 2);
  for (int y = coarse.top; y < coarse.bottom; y++) {
    coarse.fill(row, y);
    lay(image.cb.row(y), coarse, row, neutral_chroma, blue_difference(colour));
    lay(image.cr.row(y), coarse, row, neutral_chroma, red_difference(colour));
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
