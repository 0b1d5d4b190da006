#pragma once

#include "base/image.h"

namespace headroom::crop {

/// Where to put a square of the short side when nobody was found: in a wide photo over what stands out most by detail
/// and by colour, in a tall one at the top, where heads are.
///
/// preview  planes of equal size, or luma alone; planes say where they lie in the photo
/// returns  the square in photo pixels, inside the photo
/// source   bench/README.md, "Nobody found"
Box salient_square(const Image& preview, Size photo);

}  // namespace headroom::crop
