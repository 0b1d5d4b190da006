#pragma once

#include "codec/row_writer.h"
#include "codec/tiff_rows.h"  // and libtiff: this header is for .cpp files of this room only

namespace headroom::codec {

/// How libtiff's words for a page map to ours.
enum class TiffKind { direct, palette, by_libtiff };

/// What the first page of a TIFF is.
struct TiffHeader {
  TiffLayout layout;
  TiffKind kind = TiffKind::direct;
  PixelLayout pixels;     // once palettes are looked up
  bool inverted = false;  // grey: 0 is white
  Palette palette{};
  Orientation orientation;
  ByteView icc;  // lives in the file's handle
};

/// fails   broken, too_large, unsupported
Result<TiffHeader> read_tiff_header(const TiffFile& file, const Limits& limits);

}  // namespace headroom::codec
