#include "support/jpeg_2000_files.h"

#include <openjpeg.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <cstring>

namespace headroom::test {
namespace {

struct Memory {
  Bytes bytes;
  std::size_t place = 0;
};

OPJ_SIZE_T write_memory(void* from, OPJ_SIZE_T count, void* to) {
  auto& file = *static_cast<Memory*>(to);
  file.bytes.resize(std::max(file.bytes.size(), file.place + count));
  std::memcpy(file.bytes.data() + file.place, from, count);
  file.place += count;
  return count;
}

OPJ_BOOL seek_memory(OPJ_OFF_T place, void* in) {
  static_cast<Memory*>(in)->place = static_cast<std::size_t>(place);
  return OPJ_TRUE;
}

OPJ_OFF_T skip_memory(OPJ_OFF_T count, void* in) {
  static_cast<Memory*>(in)->place += static_cast<std::size_t>(count);
  return count;
}

void demand(bool done) {
  if (!done) std::abort();
}

bool is_chroma(const Jpeg2000Look& look, int component) { return look.sycc && (component == 1 || component == 2); }

opj_image_t* make_image(const Jpeg2000Look& look) {
  std::array<opj_image_cmptparm_t, 5> parameters{};
  for (int i = 0; i < look.components; i++) {
    const auto step = static_cast<OPJ_UINT32>(is_chroma(look, i) ? look.chroma_step : 1);
    auto& one = parameters[static_cast<std::size_t>(i)];
    one.dx = one.dy = step;
    one.w = (static_cast<OPJ_UINT32>(look.size.width) + step - 1) / step;
    one.h = (static_cast<OPJ_UINT32>(look.size.height) + step - 1) / step;
    one.prec = static_cast<OPJ_UINT32>(look.bits);
    one.sgnd = look.is_signed ? 1 : 0;
  }
  const OPJ_COLOR_SPACE grey_or_rgb = look.components < 3 ? OPJ_CLRSPC_GRAY : OPJ_CLRSPC_SRGB;
  opj_image_t* image = opj_image_create(static_cast<OPJ_UINT32>(look.components), parameters.data(),
                                        look.sycc ? OPJ_CLRSPC_SYCC : grey_or_rgb);
  demand(image != nullptr);
  image->x1 = static_cast<OPJ_UINT32>(look.size.width);
  image->y1 = static_cast<OPJ_UINT32>(look.size.height);
  image->comps[look.components - 1].alpha = static_cast<OPJ_UINT16>(look.alpha);
  return image;
}

void fill(opj_image_t& image, const Jpeg2000Look& look, const std::vector<int>& samples) {
  for (int i = 0; i < look.components; i++) {
    const opj_image_comp_t& component = image.comps[i];
    for (OPJ_UINT32 y = 0; y < component.h; y++)
      for (OPJ_UINT32 x = 0; x < component.w; x++) {
        const std::size_t pixel = static_cast<std::size_t>(y) * component.dy * look.size.width + x * component.dx;
        const int sample = samples[pixel * static_cast<std::size_t>(look.components) + static_cast<std::size_t>(i)];
        component.data[y * component.w + x] = look.is_signed ? sample - (1 << (look.bits - 1)) : sample;
      }
  }
}

opj_cparameters_t parameters_of(const Jpeg2000Look& look) {
  opj_cparameters_t parameters;
  opj_set_default_encoder_parameters(&parameters);
  parameters.tcp_numlayers = 1;
  parameters.cp_disto_alloc = 1;
  parameters.numresolution = look.size.short_side() < 32 ? 1 : 4;
  parameters.tcp_mct = look.components >= 3 && !look.sycc ? 1 : 0;
  if (look.tile > 0) {
    parameters.tile_size_on = OPJ_TRUE;
    parameters.cp_tdx = parameters.cp_tdy = look.tile;
  }
  return parameters;
}

void add_u32(Bytes& file, std::size_t at, std::size_t more) {
  for (std::size_t i = 4; i-- > 0; more >>= 8) {
    more += file[at + i];
    file[at + i] = static_cast<Byte>(more & 255);
  }
}

std::size_t find_box(const Bytes& file, const char* name) {
  return static_cast<std::size_t>(std::search(file.begin(), file.end(), name, name + 4) - file.begin()) - 4;
}

/// openjpeg writes no profiles: its colour box of 15 bytes gets one in the place of a number.
void embed(const Bytes& icc, Bytes& file) {
  const std::size_t box = find_box(file, "colr");
  file[box + 8] = 2;
  file.erase(file.begin() + static_cast<std::ptrdiff_t>(box) + 11,
             file.begin() + static_cast<std::ptrdiff_t>(box) + 15);
  file.insert(file.begin() + static_cast<std::ptrdiff_t>(box) + 11, icc.begin(), icc.end());
  for (const std::size_t at : {box, find_box(file, "jp2h")}) add_u32(file, at, icc.size() - 4);
}

/// openjpeg calls every alpha straight.
void call_premultiplied(int components, Bytes& file) {
  file[find_box(file, "cdef") + 10 + static_cast<std::size_t>(components - 1) * 6 + 3] = 2;
}

}  // namespace

Bytes write_jpeg_2000(const Jpeg2000Look& look, const std::vector<int>& samples) {
  Memory file;
  opj_stream_t* stream = opj_stream_default_create(OPJ_FALSE);
  opj_stream_set_user_data(stream, &file, nullptr);
  opj_stream_set_write_function(stream, write_memory);
  opj_stream_set_seek_function(stream, seek_memory);
  opj_stream_set_skip_function(stream, skip_memory);
  opj_codec_t* codec = opj_create_compress(look.bare ? OPJ_CODEC_J2K : OPJ_CODEC_JP2);
  opj_image_t* image = make_image(look);
  fill(*image, look, samples);
  opj_cparameters_t parameters = parameters_of(look);
  demand(opj_setup_encoder(codec, &parameters, image) == OPJ_TRUE &&
         opj_start_compress(codec, image, stream) == OPJ_TRUE && opj_encode(codec, stream) == OPJ_TRUE &&
         opj_end_compress(codec, stream) == OPJ_TRUE);
  opj_image_destroy(image);
  opj_destroy_codec(codec);
  opj_stream_destroy(stream);
  if (!look.icc.empty()) embed(look.icc, file.bytes);
  if (look.alpha == 2) call_premultiplied(look.components, file.bytes);
  return file.bytes;
}

}  // namespace headroom::test
