#include "support/heif_files.h"

#include <libheif/heif.h>

#include <cstdlib>
#include <memory>

namespace headroom::test {
namespace {

struct Free {
  void operator()(heif_context* context) const { heif_context_free(context); }
  void operator()(heif_encoder* encoder) const { heif_encoder_release(encoder); }
  void operator()(heif_image* image) const { heif_image_release(image); }
  void operator()(heif_encoding_options* options) const { heif_encoding_options_free(options); }
  void operator()(heif_color_profile_nclx* profile) const { heif_nclx_color_profile_free(profile); }
};
template <class Thing>
using Owned = std::unique_ptr<Thing, Free>;

void demand(const heif_error& error) {
  if (error.code != heif_error_Ok) std::abort();
}

heif_chroma chroma_of(const HeifLook& look) {
  if (look.bits > 8) return look.alpha ? heif_chroma_interleaved_RRGGBBAA_LE : heif_chroma_interleaved_RRGGBB_LE;
  return look.alpha ? heif_chroma_interleaved_RGBA : heif_chroma_interleaved_RGB;
}

Owned<heif_image> make_image(const HeifLook& look, const std::vector<std::uint16_t>& samples) {
  heif_image* made = nullptr;
  demand(heif_image_create(look.size.width, look.size.height, heif_colorspace_RGB, chroma_of(look), &made));
  Owned<heif_image> image(made);
  demand(heif_image_add_plane(made, heif_channel_interleaved, look.size.width, look.size.height, look.bits));
  int stride = 0;
  Byte* plane = heif_image_get_plane(made, heif_channel_interleaved, &stride);
  const std::size_t row = static_cast<std::size_t>(look.size.width) * (look.alpha ? 4 : 3);
  for (std::size_t i = 0; i < samples.size(); i++) {
    Byte* line = plane + static_cast<std::ptrdiff_t>(i / row) * stride;
    const std::size_t at = i % row;
    if (look.bits == 8) {
      line[at] = static_cast<Byte>(samples[i]);
    } else {
      line[2 * at] = static_cast<Byte>(samples[i] & 255);
      line[2 * at + 1] = static_cast<Byte>(samples[i] >> 8);
    }
  }
  if (!look.icc.empty()) demand(heif_image_set_raw_color_profile(made, "prof", look.icc.data(), look.icc.size()));
  return image;
}

heif_error append(heif_context*, const void* bytes, std::size_t count, void* to) {
  const auto* begin = static_cast<const Byte*>(bytes);
  static_cast<Bytes*>(to)->assign(begin, begin + count);
  return {heif_error_Ok, heif_suberror_Unspecified, ""};
}

}  // namespace

std::optional<Bytes> write_heif(const HeifLook& look, const std::vector<std::uint16_t>& samples) {
  const Owned<heif_context> context(heif_context_alloc());
  heif_encoder* found = nullptr;
  const auto format = look.hevc ? heif_compression_HEVC : heif_compression_AV1;
  if (heif_context_get_encoder_for_format(context.get(), format, &found).code != heif_error_Ok) return std::nullopt;
  const Owned<heif_encoder> encoder(found);
  heif_encoder_set_lossy_quality(found, 95);
  heif_encoder_set_parameter(found, "chroma", "444");
  if (!look.hevc) heif_encoder_set_parameter(found, "speed", "8");

  const Owned<heif_image> image = make_image(look, samples);
  const Owned<heif_encoding_options> options(heif_encoding_options_alloc());
  options->image_orientation = static_cast<heif_orientation>(look.orientation);
  const Owned<heif_color_profile_nclx> nclx(heif_nclx_color_profile_alloc());
  if (look.primaries != 0) {
    nclx->color_primaries = static_cast<heif_color_primaries>(look.primaries);
    nclx->transfer_characteristics = heif_transfer_characteristic_IEC_61966_2_1;
    nclx->matrix_coefficients = heif_matrix_coefficients_ITU_R_BT_601_6;
    nclx->full_range_flag = 1;
    options->output_nclx_profile = nclx.get();
    options->macOS_compatibility_workaround_no_nclx_profile = 0;
    demand(heif_image_set_nclx_color_profile(image.get(), nclx.get()));
  }
  demand(heif_context_encode_image(context.get(), image.get(), found, options.get(), nullptr));
  Bytes file;
  heif_writer writer{1, append};
  demand(heif_context_write(context.get(), &writer, &file));
  return file;
}

}  // namespace headroom::test
