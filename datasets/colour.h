#pragma once

namespace headroom::datasets {

/// sRGB, 0..255 each; may leave that range until it is painted.
struct Colour {
  float red = 0;
  float green = 0;
  float blue = 0;

  bool operator==(const Colour&) const = default;
};

/// The colour between `from` (share 0) and `to` (share 1).
constexpr Colour blend(Colour from, Colour to, double share) {
  const auto between = [share = static_cast<float>(share)](float low, float high) {
    return low + (high - low) * share;
  };
  return {between(from.red, to.red), between(from.green, to.green), between(from.blue, to.blue)};
}

constexpr Colour scaled(Colour colour, double factor) { return blend({0, 0, 0}, colour, factor); }

/// Each channel by its own factor.
constexpr Colour tinted(Colour colour, Colour factors) {
  return {colour.red * factors.red, colour.green * factors.green, colour.blue * factors.blue};
}

/// BT.601 luma, 0..255.
constexpr float luma(Colour colour) { return 0.299F * colour.red + 0.587F * colour.green + 0.114F * colour.blue; }
constexpr float blue_difference(Colour colour) { return (colour.blue - luma(colour)) * 0.564F; }  // Cb - 128
constexpr float red_difference(Colour colour) { return (colour.red - luma(colour)) * 0.713F; }    // Cr - 128

}  // namespace headroom::datasets
