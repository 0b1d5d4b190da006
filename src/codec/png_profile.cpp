#include "codec/png_profile.h"

#include <cmath>
#include <optional>

#include "codec/described_profile.h"

namespace headroom::codec {
namespace {

Bytes embedded(png_structp png, png_infop info) {
  png_charp name = nullptr;
  int compression = 0;
  png_bytep profile = nullptr;
  png_uint_32 size = 0;
  if (png_get_iCCP(png, info, &name, &compression, &profile, &size) == 0) return {};
  return {profile, profile + size};
}

std::optional<Primaries> primaries_of(png_structp png, png_infop info) {
  Primaries found;
  const auto known = png_get_cHRM(png, info, &found.white.x, &found.white.y, &found.red.x, &found.red.y, &found.green.x,
                                  &found.green.y, &found.blue.x, &found.blue.y);
  return known == 0 ? std::nullopt : std::optional(found);
}

/// The gamma that gAMA asks for. 1/2.2 is what programs write that mean sRGB; libpng too takes up to 5 % for the same.
std::optional<double> exponent(double gama) {
  constexpr double same = 0.05;
  return std::abs(gama * 2.2 - 1) <= same ? std::nullopt : std::optional(1 / gama);
}

}  // namespace

Bytes png_profile(png_structp png, png_infop info, Colours colours) {
  if (png_get_valid(png, info, PNG_INFO_sRGB) != 0) return {};
  if (Bytes profile = embedded(png, info); !profile.empty()) return profile;
  double gama = 0;
  if (png_get_gAMA(png, info, &gama) == 0) return {};
  const auto gamma = exponent(gama);
  const auto primaries = colours == Colours::grey ? std::nullopt : primaries_of(png, info);
  if (!gamma && !primaries) return {};
  return colours == Colours::grey ? describe_grey(gamma) : describe_rgb(primaries.value_or(srgb_primaries), gamma);
}

}  // namespace headroom::codec
