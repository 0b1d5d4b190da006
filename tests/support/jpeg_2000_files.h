#pragma once

#include <vector>

#include "base/image.h"

namespace headroom::test {

/// How a JPEG 2000 file for a test is written, lossless.
struct Jpeg2000Look {
  Size size{1, 1};
  int components = 3;
  int bits = 8;
  bool is_signed = false;
  bool bare = false;    // a code stream, not a JP2 file
  bool sycc = false;    // luma and chroma
  int chroma_step = 1;  // pixels for each chroma sample, each way
  int alpha = 0;        // what the last component means: 1 straight, 2 premultiplied; 0: a colour
  int tile = 0;         // side; 0: one tile
  Bytes icc;
};

/// `samples` are pixel by pixel at full size; smaller components take the first of each cell.
Bytes write_jpeg_2000(const Jpeg2000Look& look, const std::vector<int>& samples);

}  // namespace headroom::test
