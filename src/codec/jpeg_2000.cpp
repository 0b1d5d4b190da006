#include "codec/jpeg_2000.h"

#include <openjpeg.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "codec/jpeg_2000_header.h"
#include "codec/jpeg_2000_pixels.h"

namespace headroom::codec {
namespace {

/// What openjpeg reads from.
struct Source {
  ByteView file;
  std::size_t place = 0;
};

constexpr auto at_end = static_cast<OPJ_SIZE_T>(-1);

OPJ_SIZE_T give_bytes(void* to, OPJ_SIZE_T count, void* from) {
  auto& source = *static_cast<Source*>(from);
  const std::size_t given = std::min(count, source.file.size() - source.place);
  if (given == 0) return at_end;
  std::memcpy(to, source.file.data() + source.place, given);
  source.place += given;
  return given;
}

OPJ_BOOL go_to(OPJ_OFF_T place, void* from) {
  auto& source = *static_cast<Source*>(from);
  if (place < 0 || static_cast<std::size_t>(place) > source.file.size()) return OPJ_FALSE;
  source.place = static_cast<std::size_t>(place);
  return OPJ_TRUE;
}

OPJ_OFF_T skip(OPJ_OFF_T count, void* from) {
  const auto& source = *static_cast<Source*>(from);
  return go_to(static_cast<OPJ_OFF_T>(source.place) + count, from) == OPJ_TRUE ? count : -1;
}

void keep_problem(const char* message, void* problem) {
  auto& text = *static_cast<std::string*>(problem);
  if (text.empty()) text.assign(message, std::strcspn(message, "\r\n"));
}

void ignore_message(const char*, void*) {}

// To the compiler a codec and a stream are of one type, void*.
struct DestroyCodec {
  void operator()(opj_codec_t* codec) const { opj_destroy_codec(codec); }
};
struct DestroyStream {
  void operator()(opj_stream_t* stream) const { opj_stream_destroy(stream); }
};
struct DestroyImage {
  void operator()(opj_image_t* image) const { opj_image_destroy(image); }
};
using Codec = std::unique_ptr<opj_codec_t, DestroyCodec>;
using Stream = std::unique_ptr<opj_stream_t, DestroyStream>;
using Decoded = std::unique_ptr<opj_image_t, DestroyImage>;

Stream open_stream(Source& source) {
  Stream stream(opj_stream_default_create(OPJ_TRUE));
  if (!stream) return stream;
  opj_stream_set_user_data(stream.get(), &source, nullptr);
  opj_stream_set_user_data_length(stream.get(), source.file.size());
  opj_stream_set_read_function(stream.get(), give_bytes);
  opj_stream_set_skip_function(stream.get(), skip);
  opj_stream_set_seek_function(stream.get(), go_to);
  return stream;
}

/// strict  false: what is missing from the code counts as zero
Result<Decoded> decode(ByteView file, bool strict) {
  Source source{file};
  std::string problem;
  const bool bare = file[0] == 0xFF;
  const Codec codec(opj_create_decompress(bare ? OPJ_CODEC_J2K : OPJ_CODEC_JP2));
  const Stream stream = open_stream(source);
  if (!codec || !stream) return fail(Fault::too_large, "no memory for a JPEG 2000 decoder");
  opj_set_error_handler(codec.get(), keep_problem, &problem);
  opj_set_warning_handler(codec.get(), ignore_message, nullptr);
  opj_set_info_handler(codec.get(), ignore_message, nullptr);
  opj_dparameters_t parameters;
  opj_set_default_decoder_parameters(&parameters);
  opj_image_t* image = nullptr;
  const bool begun = opj_setup_decoder(codec.get(), &parameters) == OPJ_TRUE &&
                     opj_decoder_set_strict_mode(codec.get(), strict ? OPJ_TRUE : OPJ_FALSE) == OPJ_TRUE &&
                     opj_read_header(stream.get(), codec.get(), &image) == OPJ_TRUE;
  Decoded decoded(image);
  if (begun && opj_decode(codec.get(), stream.get(), decoded.get()) == OPJ_TRUE) return decoded;
  return fail(Fault::broken, fmt::format("a damaged JPEG 2000 picture ({})", problem));
}

/// Whole, or with nine tenths of its code: then `damaged` becomes true.
Result<Decoded> decode_what_is_there(ByteView file, double share, bool& damaged) {
  auto whole = decode(file, true);
  if (whole || share < 0.9 || share == 1) return whole;
  damaged = true;
  return decode(file, false);
}

}  // namespace

Result<Raster> read_jpeg_2000(ByteView file, const Limits& limits) {
  const auto header = read_jpeg_2000_header(file, limits);
  if (!header) return Failure(header.error());
  const std::size_t each = sizeof(std::int32_t) * (static_cast<std::size_t>(header->components) + 1);  // of its pixels
  const auto buffers = static_cast<std::size_t>(header->width * header->height) * each;
  if (const auto fits = check_raster(header->width, header->height, buffers, limits); !fits)
    return Failure(fits.error());

  bool damaged = false;
  const auto decoded = decode_what_is_there(file, header->share, damaged);
  if (!decoded) return Failure(decoded.error());
  auto raster = take_jpeg_2000_pixels(**decoded, limits);
  if (raster && damaged) raster->flags.raise(Flag::damaged);
  return raster;
}

}  // namespace headroom::codec
