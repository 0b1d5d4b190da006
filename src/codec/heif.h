#pragma once

#include "codec/raster.h"

namespace headroom::codec {

/// The primary picture of a HEIF file (HEIC, AVIF), turned and cropped as its own boxes say; EXIF's orientation only
/// repeats them and is not looked at. 10 and 12 bits are narrowed.
///
/// format  "HEIC" or "AVIF"
/// fails   broken (cut off: its data are of one piece), unsupported (no decoder for its coding), too_large
Result<Raster> read_heif(ByteView file, std::string_view format, const Limits& limits);

}  // namespace headroom::codec
