#include "support/pictures.h"

#include <algorithm>
#include <cmath>

#include "codec/jpeg_encode.h"

namespace headroom::test {
namespace {

struct Colour {
  int luma, cb, cr;
};

struct Spot {
  double x, y, across, down;  // in shares of the short side, seen from the middle
  Colour colour;
};

constexpr Spot spots[] = {
    {0.00, 0.42, 0.34, 0.30, {50, 128, 126}},    // shoulders
    {0.00, 0.10, 0.07, 0.12, {140, 112, 152}},   // neck
    {0.00, -0.13, 0.16, 0.19, {40, 124, 132}},   // hair
    {0.00, -0.08, 0.13, 0.17, {160, 110, 154}},  // face
    {-0.05, -0.10, 0.02, 0.01, {50, 128, 130}},  // eyes
    {0.05, -0.10, 0.02, 0.01, {50, 128, 130}},   //
    {0.00, 0.02, 0.05, 0.012, {105, 116, 172}},  // mouth
};

Colour colour_at(double x, double y) {
  Colour colour{190, 138, 118};
  for (const auto& spot : spots)
    if (std::hypot((x - spot.x) / spot.across, (y - spot.y) / spot.down) < 1) colour = spot.colour;
  return colour;
}

Byte sample(int value) { return static_cast<Byte>(std::clamp(value, 0, 255)); }

}  // namespace

Image portrait(Size size, int shade) {
  Image image{Plane(size), Plane(size), Plane(size)};
  const double unit = size.short_side();
  for (int y = 0; y < size.height; y++)
    for (int x = 0; x < size.width; x++) {
      const Colour colour = colour_at((x - size.width / 2.0) / unit, (y - size.height / 2.0) / unit);
      image.luma.row(y)[x] = sample(colour.luma + shade + (x + y) % 5);  // a little texture
      image.cb.row(y)[x] = sample(colour.cb);
      image.cr.row(y)[x] = sample(colour.cr);
    }
  return image;
}

std::string portrait_jpeg(Size size, int shade) {
  codec::EncodeSettings settings;
  settings.quality = 90;
  const auto jpeg = codec::encode_jpeg(portrait(size, shade), settings).value();
  return {jpeg.bytes.begin(), jpeg.bytes.end()};
}

}  // namespace headroom::test
