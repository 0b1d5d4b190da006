#pragma once

#include <array>
#include <csetjmp>
#include <cstdio>

#include <jpeglib.h>  // this header is for .cpp files of this room only

#include "base/result.h"

namespace headroom::codec {

/// libjpeg's error manager: errors jump to `escape` (see escape.h), warnings go to `warned`, nothing is printed.
struct JpegErrors : jpeg_error_mgr {
  JpegErrors();

  /// What went wrong, after `guarded` returned false.
  Error error() const;

  std::jmp_buf escape;
  void (*warned)(j_common_ptr jpeg, int code) = nullptr;
  bool too_many_scans = false;  // ours: refused by the progress monitor

 private:
  friend void keep_message(j_common_ptr jpeg);
  std::array<char, JMSG_LENGTH_MAX> message_{};
};

}  // namespace headroom::codec
