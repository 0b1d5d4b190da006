#pragma once

#include <memory>
#include <vector>

#include "base/result.h"
#include "codec/tiff_file.h"  // and libtiff: this header is for .cpp files of this room only

namespace headroom::codec {

/// How a TIFF stores its first page.
struct TiffLayout {
  Size size;
  int bits = 8;     // of a sample: 1, 2, 4, 8 or 16
  int samples = 1;  // of a pixel
  bool planar = false;
  bool tiled = false;

  int planes() const { return planar ? samples : 1; }
  int samples_in_plane() const { return planar ? 1 : samples; }
};

/// The stored rows of a TIFF, from the top.
class TiffRows {
 public:
  virtual ~TiffRows() = default;

  /// One row further; false when the data are cut off or damaged here.
  virtual bool next() = 0;

  /// The row of one plane as stored: packed bits, or 16 bits in this machine's order. Valid until next().
  virtual const Byte* row(int plane) const = 0;

  virtual const std::string& problem() const = 0;
};

/// How much memory open_tiff_rows will take. Sizes of tiles are checked here.
///
/// fails  broken, too_large
Result<std::size_t> tiff_row_bytes(const TiffFile& file, const TiffLayout& layout, const Limits& limits);

/// fails  broken
Result<std::unique_ptr<TiffRows>> open_tiff_rows(ByteView file, const TiffLayout& layout, const Limits& limits);

}  // namespace headroom::codec
