#pragma once

#include "base/image.h"

namespace headroom::codec {

/// Palette indices, one byte each; rows from the bottom up, as stored.
struct RleRows {
  Bytes indices;
  int rows = 0;  // whole ones: fewer than the picture has when the data end early
};

/// Run-length coded palette indices of 4 or 8 bits each. Pixels that the code leaves out are index 0; what runs past a
/// row's end is dropped.
///
/// source  [MS-WMF] 3.1.6
RleRows expand_rle(ByteView code, Size size, int bits);

}  // namespace headroom::codec
