#pragma once

#include "base/image.h"

namespace headroom::codec {

/// The image averaged down by one whole number, so that its long side is at most `long_side` samples: all planes get
/// luma's size and place. Cells at the right and bottom edges average what there is.
///
/// source  each chroma plane is read by its axes, so any sampling comes out centred
Image shrink_to_preview(const Image& image, int long_side);

}  // namespace headroom::codec
