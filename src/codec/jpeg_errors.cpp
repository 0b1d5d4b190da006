#include "codec/jpeg_errors.h"

#include <cstdio>

#include <jerror.h>

#include <fmt/format.h>

namespace headroom::codec {

void keep_message(j_common_ptr jpeg) {
  auto& errors = static_cast<JpegErrors&>(*jpeg->err);
  errors.format_message(jpeg, errors.message_.data());
}

namespace {

void escape_with_error(j_common_ptr jpeg) {
  keep_message(jpeg);
  std::longjmp(static_cast<JpegErrors&>(*jpeg->err).escape, 1);
}

void note_warning(j_common_ptr jpeg, int level) {
  auto& errors = static_cast<JpegErrors&>(*jpeg->err);
  if (level < 0 && errors.warned) errors.warned(jpeg, errors.msg_code);
}

void print_nothing(j_common_ptr) {}

}  // namespace

JpegErrors::JpegErrors() : jpeg_error_mgr{} {
  jpeg_std_error(this);
  error_exit = escape_with_error;
  emit_message = note_warning;
  output_message = print_nothing;
}

Error JpegErrors::error() const {
  if (too_many_scans) return {Fault::too_large, "a progressive JPEG of too many scans"};
  switch (msg_code) {
    case JERR_BAD_PRECISION:
      return {Fault::unsupported, "a JPEG of more than 8 bits a sample"};
    case JERR_SOF_UNSUPPORTED:
      return {Fault::unsupported, "a lossless or hierarchical JPEG"};
    case JERR_ARITH_NOTIMPL:
      return {Fault::unsupported, "an arithmetic-coded JPEG; this libjpeg cannot read it"};
    case JERR_IMAGE_TOO_BIG:
      return {Fault::too_large, "more than 65500 pixels a side"};
    case JERR_OUT_OF_MEMORY:
    case JERR_NO_BACKING_STORE:
      return {Fault::too_large, "decoding it takes too much memory"};
    case JERR_EMPTY_IMAGE:
      return {Fault::broken, "its width or height is zero"};
    case JERR_NO_IMAGE:
      return {Fault::broken, "no picture in the file"};
    default:
      return {Fault::broken, fmt::format("damaged JPEG data ({})", message_.data())};
  }
}

}  // namespace headroom::codec
