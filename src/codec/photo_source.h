#pragma once

#include <memory>
#include <string_view>

#include "base/image.h"
#include "base/photo.h"
#include "base/result.h"
#include "codec/limits.h"

namespace headroom::codec {

/// One photo on its way from bytes to pixels. Used by one thread at a time.
class PhotoSource {
 public:
  virtual ~PhotoSource() = default;

  virtual Size size() const = 0;                // upright pixels: the EXIF orientation is applied
  virtual std::string_view format() const = 0;  // "JPEG", "PNG" ...
  virtual Flags flags() const = 0;              // Flag::damaged once a decode noticed it

  /// The whole photo, small: planes of equal size, the long side at most `long_side` samples, each the average of a
  /// square of pixels. A grey photo has no chroma planes.
  ///
  /// fails   broken: less than nine tenths of the picture are there; too_large: decoding takes too much memory
  virtual Result<Image> preview(int long_side) = 0;

  /// Pixels that cover `crop` and what a resampler needs around it, where the photo has it: at the smallest scale at
  /// hand whose luma has at least `output`'s samples across the crop. Chroma planes may be smaller; each plane says
  /// by its axes where it lies. The source may give its planes away: call once, last.
  ///
  /// crop    upright pixels, inside the photo
  /// output  the largest output that will be made from it
  /// fails   as preview
  virtual Result<Image> region(Rect crop, Size output) = 0;
};

/// file    outlives the source
/// fails   not_an_image, unsupported, broken: what the first bytes say; too_large: `limits`, from the headers
Result<std::unique_ptr<PhotoSource>> view_photo(ByteView file, const Limits& limits);

/// As view_photo, of bytes that the source keeps.
Result<std::unique_ptr<PhotoSource>> open_photo(Bytes file, const Limits& limits);

}  // namespace headroom::codec
