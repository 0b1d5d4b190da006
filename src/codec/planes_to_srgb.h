#pragma once

#include "base/image.h"
#include "codec/colour_profile.h"

namespace headroom::codec {

/// A part of `image` by its profile, as sRGB: three planes of luma's grid, or luma alone where there is no chroma.
/// Chroma is read where luma's samples lie.
///
/// window   samples of luma
/// profile  for grey or RGB, as the image is
Image planes_to_srgb(const Image& image, Rect window, const ColourProfile& profile);

}  // namespace headroom::codec
