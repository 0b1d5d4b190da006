#pragma once

#include "base/image.h"
#include "base/result.h"

namespace headroom::codec {

/// Run-length coded palette indices, 4 or 8 bits each, into one byte each; rows from the bottom up, as stored. Pixels
/// that the code leaves out are index 0; what runs past a row's end is dropped.
///
/// fails   broken: the data end before the picture does
/// source  [MS-WMF] 3.1.6
Result<Bytes> expand_rle(ByteView code, Size size, int bits);

}  // namespace headroom::codec
