#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "base/image.h"

namespace headroom::test {

/// How a JPEG for a test is written.
struct JpegLook {
  int luma_across = 2;  // sampling factors
  int luma_down = 2;
  int chroma_across = 1;
  int chroma_down = 1;
  int quality = 95;
  bool progressive = false;
  bool arithmetic = false;
  bool rgb = false;             // coded as red, green, blue; the image's planes are taken for them
  bool separate_scans = false;  // one for each component
  int restart_rows = 0;         // rows of MCUs between restart markers
  int orientation = 0;          // EXIF; 0: no EXIF
  bool jfif = true;
  std::vector<Bytes> icc_segments;  // contents of APP2
};

/// `image` has three planes of equal size, or luma alone: then a grey file.
Bytes write_jpeg(const Image& image, const JpegLook& look = {});

/// A profile as the APP2 segments of a JPEG, each with no more than so many bytes of it.
std::vector<Bytes> icc_segments(const Bytes& icc, std::size_t most = 60'000);

/// How CMYK is stored.
enum class InkCoding {
  adobe_cmyk,  // counted from black
  adobe_ycck,  // the same, and the first three as luma and chroma
  plain        // ink as it is, no Adobe marker
};

/// One colour of ink all over; 0 is none.
Bytes write_ink_jpeg(Size size, std::array<Byte, 4> ink, InkCoding coding, const std::vector<Bytes>& segments = {});

/// The TIFF structure of an EXIF block that says nothing but the orientation.
Bytes exif_orientation(int orientation);

/// Where the marker 0xFF `code` first stands, or the file's size.
std::size_t find_marker(const Bytes& jpeg, Byte code);

}  // namespace headroom::test
