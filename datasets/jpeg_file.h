#pragma once

#include "base/image.h"
#include "datasets/sampling.h"

namespace headroom::datasets {

/// How the file is written. The defaults are what a camera chooses.
struct JpegSettings {
  int quality = 92;  // 1..100, the libjpeg scale
  Sampling sampling = {};
  int restart_rows = 0;  // rows of MCUs between two restart markers; 0: none
  bool progressive = false;
};

/// A JPEG of planes that have the sizes `settings.sampling` asks for. It has a writer of its own because it must make
/// files that headroom itself never writes. source  libjpeg.txt, "Raw (downsampled) image data"
///
/// exif  what an APP1 marker holds, beginning with "Exif"; at most 65,533 bytes. Empty: a JFIF header instead
Bytes encode_jpeg(const Image& image, const JpegSettings& settings, ByteView exif = {});

}  // namespace headroom::datasets
