#pragma once

#include "base/image.h"

namespace headroom::codec {

/// An ICC profile for RGB that is described by code points, as HEIF and AVIF do it; empty when its colours are sRGB's
/// or not known. The curves of PQ and HLG are not: their pictures come out pale.
///
/// primaries, transfer  ITU-T H.273, tables 2 and 3
Bytes nclx_profile(int primaries, int transfer);

}  // namespace headroom::codec
