#pragma once

#include <array>
#include <memory>
#include <vector>

#include "base/image.h"
#include "base/result.h"
#include "codec/limits.h"
#include "codec/orientation.h"

namespace headroom::codec {

enum class JpegColour { grey, ycc, rgb, cmyk };

/// An embedded ICC profile.
struct JpegProfile {
  Bytes icc;             // empty: none
  bool damaged = false;  // there is one, but parts of it are missing
};

struct JpegHeader {
  Size size;  // as stored
  JpegColour colour = JpegColour::ycc;
  bool several_scans =
      false;  // progressive, or a scan for each component: libjpeg decodes all of it before the first row
  Orientation orientation;
  JpegProfile profile;
};

/// How one component comes out at the scale chosen.
struct JpegLayout {
  Size size;             // samples
  Size room;             // with the padding of whole blocks, which the decoder writes too
  int rows_in_band = 0;  // of `room`
  Axis across;           // in pixels of the stored photo
  Axis down;
};

/// Where a band's rows go: each component's in turn. A component has at most 4 blocks of 8 rows in a band.
using JpegRows = std::array<std::array<Byte*, 32>, 3>;

struct JpegPass;

/// One pass of libjpeg over a file: header, start, then band by band (a band is a row of MCUs), finish. Samples come as
/// they are coded: no upsampling, no colour conversion. RGB and CMYK files, which are rare, come as pixels instead, row
/// by row.
class JpegReader {
 public:
  /// `file` must outlive the reader.
  JpegReader(ByteView file, const Limits& limits);
  ~JpegReader();

  /// fails broken, unsupported (12 bit, lossless, two or five channels), too_large
  Result<JpegHeader> read_header();

  /// eighths  1, 2, 4 or 8, the scale: libjpeg has vector code for no other
  /// fails    as read_header: a file of several scans is decoded here
  Result<std::vector<JpegLayout>> start(int eighths);

  int bands() const;

  /// fails broken
  Result<void> read_band(JpegRows& rows);

  /// As read_band, but without the inverse DCT; nothing is written.
  Result<void> skip_band(JpegRows& rows);

  /// Instead of `start`, for rgb and cmyk.
  /// returns  the picture's size at that scale
  Result<Size> start_pixels(int eighths);

  /// RGB, or CMYK as ink: 0 is none.
  Result<void> read_row(Byte* pixels);

  /// After the last band or row: true when the picture is damaged, but nearly whole.
  /// fails broken: less than nine tenths of its rows are there
  Result<bool> finish();

 private:
  std::unique_ptr<JpegPass> pass_;
};

}  // namespace headroom::codec
