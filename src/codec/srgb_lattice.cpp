#include "codec/srgb_lattice.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <vector>

#include "base/image.h"

namespace headroom::codec {
namespace {

// Levels. HP's profile of sRGB, the one most photos carry, is 1.9 off in the red of pure cyan and less elsewhere; a
// gamma of 2.2 instead of sRGB's curve is 8 off in the dark.
constexpr double tolerance = 2;

/// Colours all over the cube and more greys: enough to tell any curve or primary that differs.
std::vector<Byte> lattice(int channels, bool greys) {
  constexpr std::array<Byte, 6> coarse{0, 32, 80, 128, 192, 255};
  std::vector<Byte> pixels;
  for (int level = 0; level <= 255; level += 15)
    pixels.insert(pixels.end(), static_cast<std::size_t>(channels), static_cast<Byte>(level));
  if (greys) return pixels;
  for (const Byte red : coarse)
    for (const Byte green : coarse)
      for (const Byte blue : coarse) pixels.insert(pixels.end(), {red, green, blue});
  return pixels;
}

/// sRGB's curve, 0..255; what it cannot show is cut [IEC 61966-2-1].
double level(double light) {
  const double cut = std::clamp(light, 0.0, 1.0);
  return 255 * (cut <= 0.0031308 ? 12.92 * cut : 1.055 * std::pow(cut, 1 / 2.4) - 0.055);
}

/// sRGB's primaries under ICC's white, D50 (Bradford), inverted.
std::array<double, 3> levels(const cmsCIEXYZ& colour) {
  return {level(3.1338561 * colour.X - 1.6168667 * colour.Y - 0.4906146 * colour.Z),
          level(-0.9787684 * colour.X + 1.9161415 * colour.Y + 0.0334540 * colour.Z),
          level(0.0719453 * colour.X - 0.2289914 * colour.Y + 1.4052427 * colour.Z)};
}

}  // namespace

bool shows_srgb(cmsHTRANSFORM to_xyz, int channels, bool greys) {
  const std::vector<Byte> pixels = lattice(channels, greys);
  const std::size_t count = pixels.size() / static_cast<std::size_t>(channels);
  std::vector<cmsCIEXYZ> seen(count);
  cmsDoTransform(to_xyz, pixels.data(), seen.data(), static_cast<cmsUInt32Number>(count));
  for (std::size_t i = 0; i < count; i++) {
    const auto shown = levels(seen[i]);
    for (std::size_t j = 0; j < 3; j++)
      if (!(std::abs(shown[j] - pixels[channels == 3 ? 3 * i + j : i]) <= tolerance)) return false;  // nor NaN
  }
  return true;
}

}  // namespace headroom::codec
