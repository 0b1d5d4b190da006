#pragma once

#include "base/image.h"
#include "base/result.h"
#include "codec/jpeg_damage.h"
#include "codec/jpeg_errors.h"  // and libjpeg: this header is for .cpp files of this room only
#include "codec/limits.h"

namespace headroom::codec {

/// libjpeg's decompressor over bytes in memory, what it calls, and the damage it notices. Does not move: libjpeg keeps
/// pointers into it.
struct JpegPass {
  /// `file` must outlive the pass.
  JpegPass(ByteView file, const Limits& limits);
  ~JpegPass();
  JpegPass(const JpegPass&) = delete;
  JpegPass& operator=(const JpegPass&) = delete;

  /// Picture data come now: from here on warnings mean damage.
  void begin_picture();

  /// After the last row, while libjpeg still knows its scans.
  /// fails broken: some that a picture needs never came
  Result<void> check_scans() const;

  /// Of a pass that has seen the whole file: true when the picture is damaged, but nearly whole.
  /// fails broken: less than nine tenths of its rows are there
  Result<bool> verdict() const;

  /// What went wrong, after `guarded` returned false.
  Error error() const;

  void note_warning(int code);  // libjpeg's, JWRN_...

  jpeg_decompress_struct jpeg{};
  JpegErrors errors;
  const Limits limits;
  bool ended = false;    // the file ended before its end marker
  bool damaged = false;  // some picture data are wrong

 private:
  jpeg_source_mgr source_{};
  jpeg_progress_mgr progress_{};
  JpegDamage damage_;
  bool in_picture_ = false;
  int scan_ = 0;  // the one that damage_ counts in
};

}  // namespace headroom::codec
