#pragma once

#include <cstdint>
#include <vector>

#include "base/image.h"

namespace headroom::test {

/// How a TIFF for a test is written; the words are libtiff's numbers.
struct TiffLook {
  Size size{1, 1};
  int bits = 8;  // of a sample
  int samples = 3;
  int photometric = 2;  // RGB
  int compression = 1;  // none
  int predictor = 1;
  bool planar = false;
  int tile = 0;  // side; 0: strips
  int rows_in_strip = 4;
  int extra = -1;       // what the last sample means: 0 unspecified, 1 associated, 2 straight alpha; -1: no field
  int orientation = 0;  // 0: no field
  bool big_endian = false;
  bool big = false;                    // BigTIFF
  std::vector<std::uint16_t> palette;  // reds, greens, blues
  Bytes icc;
  int pages = 1;  // the others are empty
};

/// `samples`, pixel by pixel whatever the layout, each as it is stored. libtiff's errors end the test program.
Bytes write_tiff(const TiffLook& look, const std::vector<std::uint16_t>& samples);

}  // namespace headroom::test
