#pragma once

#include "base/image.h"

namespace headroom::test {

/// How a WebP for a test is written.
struct WebpLook {
  Size size{1, 1};
  bool lossless = true;
  bool alpha = false;  // pixels have four channels
  Bytes icc;
  Bytes exif;
  Size canvas;   // of an animation; none: a still picture
  int left = 0;  // of its first frame, even
  int top = 0;
};

/// `pixels` are 8-bit RGB, or RGBA. An animation gets a second frame, all black.
Bytes write_webp(const WebpLook& look, const Bytes& pixels);

}  // namespace headroom::test
