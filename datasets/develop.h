#pragma once

#include "base/image.h"
#include "datasets/random.h"
#include "datasets/sampling.h"

namespace headroom::datasets {

/// From a painting to what a camera hands to its JPEG encoder.
struct Development {
  Size size;  // of the photo, pixels
  Sampling sampling = {};
  double noise = 0;  // standard deviation in luma levels; chroma gets 0.4 of it
};

/// `painting` brought to the photo's size, chroma subsampled, with a sensor's noise: the same in shadows and lights,
/// since a tone curve near a square root evens out what grows with the root of the light.
///
/// painting  three planes of equal size, one sample for each pixel of the photo or for each square of 2x2
/// returns   planes of exactly the photo's size, chroma by `sampling`
Image develop(const Image& painting, const Development& development, Random random);

}  // namespace headroom::datasets
