#pragma once

#include <functional>

#include "base/image.h"

namespace headroom::test {

/// A picture of three planes of equal size: the samples of plane 0, 1 or 2 are `level(plane, x, y)` at their middles.
Image drawn(Size size, const std::function<double(int plane, double x, double y)>& level);

/// A picture whose samples tell where they are: straight ramps, cb across, cr down, luma both ways.
Image gradient(Size size);

/// The ramp of plane 0, 1 or 2 at a point of a photo of `size`; pixels, measured between pixels.
double gradient_at(int plane, double x, double y, Size size);

/// How far a plane is from the ramp, in levels, over the samples that lie wholly inside the photo.
struct Deviation {
  double mean = 0;  // signed: a misplaced plane has one
  double most = 0;  // of any sample
  int samples = 0;
};

/// `plane` as part of the gradient of a photo of `photo` pixels; which part, its axes say.
Deviation deviation(const Plane& plane, int plane_number, Size photo);

/// `upright` as a camera stores it that writes this EXIF orientation, 1..8.
Image stored_as(const Image& upright, int orientation);

/// Peak signal to noise, dB, of two planes of equal size; 99 when they are equal.
double psnr(const Plane& one, const Plane& other);

}  // namespace headroom::test
