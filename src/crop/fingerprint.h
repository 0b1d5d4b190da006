#pragma once

#include "base/photo.h"

namespace headroom::crop {

/// How the whole picture looks: which of its 256 lowest spatial frequencies are positive, lowest first. Copies of other
/// sizes, qualities and brightness have nearly the same; other people before the same wall do not.
///
/// luma     of a preview
/// returns  all zero when the picture is empty or flat
/// source   bench/README.md, "Quality flags"; the discrete cosine transform of a 32x32 grid
Fingerprint fingerprint(const Plane& luma);

/// True for two copies of one picture. False when one of the fingerprints tells nothing.
bool same_picture(const Fingerprint& a, const Fingerprint& b);

constexpr int most_low_bits_apart = 7;  // of the first 64; batch/duplicates.cpp looks for candidates by these
constexpr int most_bits_apart = 20;     // of all 256

}  // namespace headroom::crop
