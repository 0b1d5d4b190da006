#pragma once

#include <array>
#include <optional>

#include "base/image.h"

namespace headroom::codec {

/// CIE 1931 x and y.
struct Chromaticity {
  double x = 0;
  double y = 0;
};

struct Primaries {
  Chromaticity white;
  Chromaticity red;
  Chromaticity green;
  Chromaticity blue;
};

constexpr Primaries srgb_primaries{{0.3127, 0.3290}, {0.64, 0.33}, {0.30, 0.60}, {0.15, 0.06}};  // IEC 61966-2-1

/// An ICC profile for RGB pixels that a file describes by numbers; empty when no light has them.
///
/// gamma  light is sample ^ gamma; none: sRGB's curve
Bytes describe_rgb(const Primaries& primaries, std::optional<double> gamma);

/// The same for grey pixels.
Bytes describe_grey(std::optional<double> gamma);

}  // namespace headroom::codec
