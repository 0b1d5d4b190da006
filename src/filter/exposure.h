#pragma once

#include "base/image.h"

namespace headroom::filter {

/// How a face is lit: levels of luma that this share of its pixels lies below.
struct Exposure {
  bool known = false;  // false: nobody was found, and the others mean nothing
  int dark = 0;        // 10 %
  int middle = 0;      // 50 %
  int bright = 0;      // 90 %
  int brightest = 0;   // 98 %: the light on forehead and nose; much the same for all tones of skin

  bool operator==(const Exposure&) const = default;
};

/// Looks at an ellipse within the face: no hair, no background.
///
/// luma  of a preview; its axes say where it lies in the photo
/// head  the head box, in photo pixels
Exposure measure_exposure(const Plane& luma, const Box& head);

}  // namespace headroom::filter
