#pragma once

#include "base/image.h"

namespace headroom::datasets {

/// What a camera would choose. Sampling, restarts, EXIF and the like belong here when they come.
struct JpegSettings {
  int quality = 92;  // 1..100, the libjpeg scale
};

/// A baseline JPEG, 4:2:0, of the top left `size` of `canvas` (whole 16x16 blocks, chroma at half size). It has a
/// writer of its own because it must make files that headroom itself never writes. source  libjpeg.txt, "Raw
/// (downsampled) image data"
Bytes encode_jpeg(const Image& canvas, Size size, const JpegSettings& settings);

}  // namespace headroom::datasets
