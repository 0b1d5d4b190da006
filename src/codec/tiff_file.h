#pragma once

#include <tiffio.h>  // this header is for .cpp files of this room only

#include <cstdarg>
#include <memory>
#include <string>

#include "base/image.h"
#include "codec/limits.h"

namespace headroom::codec {

/// libtiff over bytes in memory, which outlive it; nothing is printed. Does not move: libtiff keeps pointers into it.
class TiffFile {
 public:
  /// Stands at the first page.
  TiffFile(ByteView file, const Limits& limits);
  TiffFile(const TiffFile&) = delete;
  TiffFile& operator=(const TiffFile&) = delete;

  TIFF* get() const { return tiff_.get(); }                // null: no TIFF
  const std::string& problem() const { return problem_; }  // the first error, in libtiff's words; empty: none yet

  /// A field of the first page with its default, or `otherwise`.
  std::uint16_t number(std::uint32_t tag, std::uint16_t otherwise) const;

  /// True when the first page has the field.
  bool has(std::uint32_t tag) const;

 private:
  static int keep_problem(TIFF*, void* file, const char* module, const char* format, std::va_list values);
  void open(const Limits& limits);

  struct Close {
    void operator()(TIFF* tiff) const { TIFFClose(tiff); }
  };
  ByteView bytes_;
  std::size_t place_ = 0;
  std::string problem_;
  std::unique_ptr<TIFF, Close> tiff_;

  friend struct TiffCalls;
};

}  // namespace headroom::codec
