#pragma once

#include "codec/lcms_handles.h"

namespace headroom::codec {

/// Whether pixels mean within two levels what they would mean as sRGB, tried on a lattice of colours. A tenth of the
/// time that a transform to sRGB takes to make.
///
/// to_xyz    from 8-bit pixels to CIE XYZ as doubles, relative colorimetric
/// channels  of the pixels: 1 or 3
/// greys     only greys are of interest
bool shows_srgb(cmsHTRANSFORM to_xyz, int channels, bool greys);

}  // namespace headroom::codec
