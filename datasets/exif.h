#pragma once

#include "base/image.h"

namespace headroom::datasets {

/// What a camera's EXIF says of one file.
struct Exif {
  Size stored;          // pixels as they are stored, before the orientation is applied
  int orientation = 1;  // 1..8
  ByteView thumbnail;   // a whole JPEG
};

/// What an APP1 marker holds: "Exif", then a TIFF structure of two directories, the second with the thumbnail. The date
/// is always the same. source  CIPA DC-008-2012 (Exif 2.3), 4.5 and 4.6
Bytes exif_block(const Exif& exif);

}  // namespace headroom::datasets
