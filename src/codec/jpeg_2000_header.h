#pragma once

#include <cstddef>

#include "base/image.h"
#include "base/result.h"
#include "codec/limits.h"

namespace headroom::codec {

/// What a code stream says before anything is decoded.
struct Jpeg2000Header {
  long long width = 0;  // pixels
  long long height = 0;
  int components = 0;
  double share = 1;  // 0..1, of the code that is there
};

/// From the SIZ marker, wherever in the file the code stream begins.
///
/// fails   broken, too_large (also more tiles than the decoder's tables may take), unsupported
/// source  ITU-T T.800, A.5.1 (SIZ), A.4.2 (SOT), I.4 (boxes)
Result<Jpeg2000Header> read_jpeg_2000_header(ByteView file, const Limits& limits);

}  // namespace headroom::codec
