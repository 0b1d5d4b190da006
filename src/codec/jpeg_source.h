#pragma once

#include <memory>

#include "codec/photo_source.h"

namespace headroom::codec {

/// A JPEG by libjpeg-turbo: one pass over it at the scale likely to serve gives preview and region; a second one, over
/// the crop alone, only where a crop asks for more.
///
/// file    outlives the source
/// fails   broken, unsupported, too_large: from the header
/// source  bench/README.md, "Where a photo's time goes"
Result<std::unique_ptr<PhotoSource>> open_jpeg(ByteView file, const Limits& limits);

}  // namespace headroom::codec
