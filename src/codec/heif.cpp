#include "codec/heif.h"

#include <libheif/heif.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <new>
#include <vector>

#include <fmt/format.h>

#include "codec/nclx_profile.h"
#include "codec/row_writer.h"

namespace headroom::codec {
namespace {

struct Free {
  void operator()(heif_context* context) const { heif_context_free(context); }
  void operator()(heif_image_handle* handle) const { heif_image_handle_release(handle); }
  void operator()(heif_image* image) const { heif_image_release(image); }
  void operator()(heif_color_profile_nclx* profile) const { heif_nclx_color_profile_free(profile); }
};
using Context = std::unique_ptr<heif_context, Free>;
using Handle = std::unique_ptr<heif_image_handle, Free>;
using Picture = std::unique_ptr<heif_image, Free>;

Failure failure(const heif_error& error) {
  const bool of_its_kind = error.code == heif_error_Unsupported_filetype ||
                           error.code == heif_error_Unsupported_feature ||
                           error.code == heif_error_Decoder_plugin_error;
  const bool over_limit = error.subcode == heif_suberror_Security_limit_exceeded;
  return fail(over_limit    ? Fault::too_large
              : of_its_kind ? Fault::unsupported
                            : Fault::broken,
              fmt::format("its HEIF decoder says: {}", error.message ? error.message : "nothing"));
}

Result<Context> open_context(ByteView file, const Limits& limits) {
  Context context(heif_context_alloc());
  if (!context) return fail(Fault::too_large, "no memory for a HEIF decoder");
  heif_context_set_max_decoding_threads(context.get(), 0);  // in this thread: other threads have photos of their own
  const double side = std::sqrt(static_cast<double>(limits.pixels));  // libheif squares it
  heif_context_set_maximum_image_size_limit(context.get(), static_cast<int>(std::ceil(side)));
  const heif_error error = heif_context_read_from_memory_without_copy(context.get(), file.data(), file.size(), nullptr);
  if (error.code != heif_error_Ok) return failure(error);
  return context;
}

Result<Handle> open_primary(heif_context* context) {
  heif_image_handle* handle = nullptr;
  const heif_error error = heif_context_get_primary_image_handle(context, &handle);
  if (error.code != heif_error_Ok) return failure(error);
  return Handle(handle);
}

/// How the pixels come: bytes, or 16-bit numbers of `bits` bits.
struct Layout {
  Size size;
  int bits = 8;
  bool alpha = false;
  bool premultiplied = false;

  heif_chroma chroma() const {
    if (bits > 8) return alpha ? heif_chroma_interleaved_RRGGBBAA_LE : heif_chroma_interleaved_RRGGBB_LE;
    return alpha ? heif_chroma_interleaved_RGBA : heif_chroma_interleaved_RGB;
  }

  PixelLayout pixels() const {
    if (!alpha) return {Colours::rgb, Alpha::none};
    return {Colours::rgb, premultiplied ? Alpha::premultiplied : Alpha::straight};
  }
};

Layout layout_of(const heif_image_handle* handle) {
  Layout layout;
  layout.size = {heif_image_handle_get_width(handle), heif_image_handle_get_height(handle)};
  layout.bits = std::max(8, heif_image_handle_get_luma_bits_per_pixel(handle));
  layout.alpha = heif_image_handle_has_alpha_channel(handle) != 0;
  layout.premultiplied = heif_image_handle_is_premultiplied_alpha(handle) != 0;
  return layout;
}

Result<Picture> decode(const heif_image_handle* handle, const Layout& layout) {
  heif_image* image = nullptr;
  const heif_error error = heif_decode_image(handle, &image, heif_colorspace_RGB, layout.chroma(), nullptr);
  if (error.code != heif_error_Ok) return failure(error);
  return Picture(image);
}

/// From the file: an ICC profile, or one made for its code points.
Bytes profile_of(const heif_image_handle* handle, const Limits& limits) {
  const std::size_t size = heif_image_handle_get_raw_color_profile_size(handle);
  if (size > 0) {
    Bytes icc(std::min(size, limits.icc_bytes + 1));  // one too many is refused like any more
    if (size <= limits.icc_bytes) heif_image_handle_get_raw_color_profile(handle, icc.data());
    return icc;
  }
  heif_color_profile_nclx* found = nullptr;
  if (heif_image_handle_get_nclx_color_profile(handle, &found).code != heif_error_Ok) return {};
  const std::unique_ptr<heif_color_profile_nclx, Free> nclx(found);
  return nclx_profile(nclx->color_primaries, nclx->transfer_characteristics);
}

/// Numbers of `bits` bits in two bytes, low one first, to 0..65535.
void widen(const Byte* stored, int bits, std::vector<std::uint16_t>& samples) {
  const std::uint32_t most = (1U << bits) - 1;
  for (auto& sample : samples) {
    const std::uint32_t value = std::min(most, std::uint32_t{stored[0]} | std::uint32_t{stored[1]} << 8);
    sample = static_cast<std::uint16_t>((value * 65535 + most / 2) / most);
    stored += 2;
  }
}

Result<Raster> take_picture(const heif_image* picture, const Layout& layout, ByteView icc, std::string_view format,
                            const Limits& limits) {
  int stride = 0;
  const Byte* plane = heif_image_get_plane_readonly(picture, heif_channel_interleaved, &stride);
  const Size size{heif_image_get_width(picture, heif_channel_interleaved),
                  heif_image_get_height(picture, heif_channel_interleaved)};
  if (!plane || size != layout.size) return fail(Fault::broken, "its pixels are not what its header says");
  Raster raster{{}, format, {}, {}};
  RowWriter writer(raster, size, layout.pixels(), icc, limits);
  const int bits = heif_image_get_bits_per_pixel_range(picture, heif_channel_interleaved);
  std::vector<std::uint16_t> samples(static_cast<std::size_t>(size.width) * layout.pixels().channels());
  for (int y = 0; y < size.height; y++) {
    const Byte* row = plane + static_cast<std::ptrdiff_t>(y) * stride;
    if (layout.bits == 8) {
      writer.put(y, row);
    } else {
      widen(row, bits, samples);
      writer.put(y, samples.data());
    }
  }
  return raster;
}

Result<Raster> read(ByteView file, std::string_view format, const Limits& limits) {
  const auto context = open_context(file, limits);
  if (!context) return Failure(context.error());
  const auto handle = open_primary(context->get());
  if (!handle) return Failure(handle.error());
  const Layout layout = layout_of(handle->get());
  // Decoded planes and, from them, interleaved pixels, each at most four channels of one or two bytes.
  const std::size_t buffers =
      static_cast<std::size_t>(std::max(layout.size.pixels(), 0LL)) * (layout.bits > 8 ? 16 : 8);
  if (const auto fits = check_raster(layout.size.width, layout.size.height, buffers, limits); !fits)
    return Failure(fits.error());
  const auto picture = decode(handle->get(), layout);
  if (!picture) return Failure(picture.error());
  return take_picture(picture->get(), layout, profile_of(handle->get(), limits), format, limits);
}

}  // namespace

// libheif is C++: what its interface does not catch must not pass.
Result<Raster> read_heif(ByteView file, std::string_view format, const Limits& limits) try {
  return read(file, format, limits);
} catch (const std::bad_alloc&) {
  return fail(Fault::too_large, "decoding it takes more memory than there is");
} catch (const std::exception& error) {
  return fail(Fault::broken, fmt::format("its HEIF decoder failed ({})", error.what()));
}

}  // namespace headroom::codec
