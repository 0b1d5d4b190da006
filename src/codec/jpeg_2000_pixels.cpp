#include "codec/jpeg_2000_pixels.h"

#include <algorithm>
#include <cmath>
#include <type_traits>
#include <vector>

#include <fmt/format.h>

#include "codec/row_writer.h"

namespace headroom::codec {
namespace {

using Component = opj_image_comp_t;

/// Which components are the channels of a pixel, in our order.
struct Channels {
  PixelLayout layout;
  bool luma_and_chroma = false;  // sYCC
  std::vector<const Component*> components;
};

bool subsampled(const opj_image_t& image) {
  return image.comps[0].dx == 1 && image.comps[1].dx == 2 && image.comps[2].dx == 2;
}

/// Files that do not say so have RGB, unless their chroma is plainly smaller.
bool is_sycc(const opj_image_t& image) {
  const bool unsaid = image.color_space != OPJ_CLRSPC_SRGB && image.color_space != OPJ_CLRSPC_GRAY;
  return image.color_space == OPJ_CLRSPC_SYCC || (unsaid && image.icc_profile_len == 0 && subsampled(image));
}

Channels channels_of(const opj_image_t& image) {
  Channels channels;
  const Component* alpha = nullptr;
  for (const Component* it = image.comps; it != image.comps + image.numcomps; it++) {
    if (it->alpha == 0)
      channels.components.push_back(it);
    else if (!alpha)
      alpha = it;
  }
  const std::size_t count = channels.components.size();
  if (image.color_space == OPJ_CLRSPC_CMYK && count >= 4)
    channels.layout.colours = Colours::cmyk;
  else
    channels.layout.colours = count >= 3 ? Colours::rgb : Colours::grey;
  channels.components.resize(static_cast<std::size_t>(channels.layout.colour_channels()));
  channels.luma_and_chroma = channels.layout.colours == Colours::rgb && is_sycc(image);
  if (!alpha) return channels;
  channels.layout.alpha = alpha->alpha == 2 ? Alpha::premultiplied : Alpha::straight;
  channels.components.push_back(alpha);
  return channels;
}

bool all_there(const Channels& channels) {
  return std::all_of(channels.components.begin(), channels.components.end(), [](const Component* component) {
    return component && component->data && component->w > 0 && component->h > 0;
  });
}

int most_bits(const Channels& channels) {
  OPJ_UINT32 most = 0;
  for (const Component* component : channels.components) most = std::max(most, component->prec);
  return static_cast<int>(most);
}

/// A component's samples, widened or narrowed to the whole range of Sample.
template <class Sample>
class Scaled {
 public:
  explicit Scaled(const Component& component)
      : component_(component),
        most_((1LL << component.prec) - 1),
        offset_(component.sgnd ? 1LL << (component.prec - 1) : 0) {}

  Sample at(std::size_t x, std::size_t y) const {
    constexpr long long range = std::is_same_v<Sample, Byte> ? 255 : 65535;
    const long long value = component_.data[y * component_.w + x] + offset_;
    return static_cast<Sample>((std::clamp(value, 0LL, most_) * range + most_ / 2) / most_);
  }

 private:
  const Component& component_;
  long long most_;
  long long offset_;
};

Byte level(double value) { return static_cast<Byte>(std::clamp(std::floor(value + 0.5), 0.0, 255.0)); }

/// Full-range BT.601, as JFIF has it [IEC 61966-2-1, amendment 1]; in place, `step` samples from pixel to pixel.
void sycc_to_rgb(std::vector<Byte>& row, std::size_t step) {
  for (std::size_t i = 0; i + step <= row.size(); i += step) {
    const double y = row[i], cb = row[i + 1] - 128.0, cr = row[i + 2] - 128.0;
    row[i] = level(y + 1.402 * cr);
    row[i + 1] = level(y - 0.344136 * cb - 0.714136 * cr);
    row[i + 2] = level(y + 1.772 * cb);
  }
}

template <class Sample>
void put_rows(const Channels& channels, Size size, RowWriter& writer) {
  const std::size_t count = channels.components.size();
  std::vector<Sample> row(static_cast<std::size_t>(size.width) * count);
  for (std::size_t y = 0; y < static_cast<std::size_t>(size.height); y++) {
    for (std::size_t i = 0; i < count; i++) {
      const Component& component = *channels.components[i];
      const Scaled<Sample> scaled(component);
      const std::size_t line = y * component.h / size.height;
      for (std::size_t x = 0; x < static_cast<std::size_t>(size.width); x++)
        row[x * count + i] = scaled.at(x * component.w / size.width, line);
    }
    if constexpr (std::is_same_v<Sample, Byte>)
      if (channels.luma_and_chroma) sycc_to_rgb(row, count);
    writer.put(static_cast<int>(y), row.data());
  }
}

}  // namespace

Result<Raster> take_jpeg_2000_pixels(const opj_image_t& image, const Limits& limits) {
  if (image.numcomps == 0) return fail(Fault::broken, "no picture in the JPEG 2000 file");
  const Channels channels = channels_of(image);
  if (!all_there(channels)) return fail(Fault::broken, "a JPEG 2000 picture without all of its components");
  const int bits = most_bits(channels);
  if (bits > 16) return fail(Fault::unsupported, fmt::format("a JPEG 2000 picture of {} bits a channel", bits));
  const Component& first = *channels.components[0];
  if (const auto fits = check_size(first.w, first.h, limits); !fits) return Failure(fits.error());
  const Size size{static_cast<int>(first.w), static_cast<int>(first.h)};

  Raster raster{{}, "JPEG 2000", {}, {}};
  // A profile's length of 0 goes with another thing in its place: the range of CIELab.
  const ByteView icc(image.icc_profile_buf, image.icc_profile_buf ? image.icc_profile_len : 0);
  RowWriter writer(raster, size, channels.layout, icc, limits);
  const bool wide = bits > 8 && !channels.luma_and_chroma;
  wide ? put_rows<std::uint16_t>(channels, size, writer) : put_rows<Byte>(channels, size, writer);
  return raster;
}

}  // namespace headroom::codec
