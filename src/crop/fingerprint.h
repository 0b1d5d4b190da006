#pragma once

#include <bit>

#include "base/photo.h"

namespace headroom::crop {

/// How the whole picture looks: which of its 256 lowest spatial frequencies are positive, lowest first. Copies of other
/// sizes, qualities and brightness have nearly the same; other people before the same wall do not.
///
/// luma     of a preview
/// returns  all zero when the picture is empty or flat
/// source   bench/README.md, "Quality flags"; the discrete cosine transform of a 32x32 grid
Fingerprint fingerprint(const Plane& luma);

constexpr int most_low_bits_apart = 7;  // of the first 64
constexpr int most_bits_apart = 20;     // of all 256

/// True for two copies of one picture. False when one of the fingerprints tells nothing.
inline bool same_picture(const Fingerprint& a, const Fingerprint& b) {
  int apart = std::popcount(a[0] ^ b[0]);
  if (apart > most_low_bits_apart) return false;
  for (std::size_t i = 1; i < a.size(); i++) apart += std::popcount(a[i] ^ b[i]);
  return apart <= most_bits_apart && a != Fingerprint{} && b != Fingerprint{};
}

}  // namespace headroom::crop
