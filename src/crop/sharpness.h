#pragma once

#include <optional>

#include "base/image.h"

namespace headroom::crop {

/// How sharp a face is: its finest differences as a share of the coarser ones, in thousandths, at 48 columns across
/// the face or as many as the plane has. A ratio, so that neither light nor the tone of skin matters.
///
/// luma     of a preview or of any other part of the photo; its axes say where it lies
/// head     the head box, in photo pixels; may reach beyond the plane
/// returns  nothing when the face has fewer than 16 columns or rows, or is flat
/// source   bench/README.md, "Quality flags"
std::optional<int> sharpness(const Plane& luma, const Box& head);

}  // namespace headroom::crop
