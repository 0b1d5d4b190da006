#pragma once

#include <array>

#include "base/image.h"

namespace headroom::codec {

struct Rgb {
  Byte red = 0;
  Byte green = 0;
  Byte blue = 0;

  bool operator==(const Rgb&) const = default;
  bool neutral() const { return red == green && green == blue; }
};

constexpr Rgb white{255, 255, 255};

using Palette = std::array<Rgb, 256>;  // missing entries are black

/// Ink on paper without a profile: each ink takes its share of the light that is left, as browsers and ImageMagick
/// have it. Values that a program made from RGB without a profile come back as they were.
inline Rgb ink_to_rgb(int cyan, int magenta, int yellow, int black) {
  const auto light = [paper = 255 - black](int ink) { return static_cast<Byte>(((255 - ink) * paper + 127) / 255); };
  return {light(cyan), light(magenta), light(yellow)};
}

}  // namespace headroom::codec
