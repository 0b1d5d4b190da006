#include "codec/row_writer.h"

#include <algorithm>
#include <type_traits>

namespace headroom::codec {
namespace {

Byte narrow(Byte value) { return value; }
Byte narrow(std::uint16_t value) { return static_cast<Byte>((value * 255U + 32767U) / 65535U); }

/// What a colour was before it was multiplied by its alpha; colours brighter than their alpha allows are cut.
template <class Sample>
Sample divided(Sample value, Sample alpha) {
  constexpr std::uint32_t most = std::is_same_v<Sample, Byte> ? 255 : 65535;
  return alpha == 0 ? Sample{0} : static_cast<Sample>(std::min(most, (value * most + alpha / 2) / alpha));
}

}  // namespace

RowWriter::RowWriter(Raster& raster, Size size, PixelLayout layout, ByteView icc, const Limits& limits)
    : raster_(raster),
      layout_(layout),
      profile_(way_to_srgb(icc, layout.colours, limits, raster.flags)),
      background_(limits.background),
      width_(static_cast<std::size_t>(size.width)) {
  const bool coloured_by_background = layout.alpha != Alpha::none && !background_.neutral();
  raster_.image = make_planes(size, layout.colours == Colours::grey && !coloured_by_background);
}

void RowWriter::put(int y, const Byte* pixels) {
  const bool ready = !profile_ && layout_.colours != Colours::cmyk && layout_.alpha != Alpha::premultiplied;
  ready ? put_row(raster_.image, y, pixels, layout_.channels(), background_) : convert(y, pixels);
}

void RowWriter::put(int y, const std::uint16_t* pixels) { convert(y, pixels); }

template <class Sample>
void RowWriter::convert(int y, const Sample* pixels) {
  const Sample* colours = pixels;
  if constexpr (std::is_same_v<Sample, Byte>)
    colours = take_alpha(pixels, colours_8_);
  else
    colours = take_alpha(pixels, colours_16_);
  to_8_bits(colours);
  add_alpha();
  const int channels = (layout_.colours == Colours::grey ? 1 : 3) + (layout_.alpha == Alpha::none ? 0 : 1);
  put_row(raster_.image, y, row_.data(), channels, background_);
}

/// The colours alone, straight; their alphas go to `alphas_`.
template <class Sample>
const Sample* RowWriter::take_alpha(const Sample* pixels, std::vector<Sample>& colours) {
  if (layout_.alpha == Alpha::none) return pixels;
  const bool premultiplied = layout_.alpha == Alpha::premultiplied;
  const int count = layout_.colour_channels();
  colours.resize(width_ * static_cast<std::size_t>(count));
  alphas_.resize(width_);
  Sample* to = colours.data();
  for (std::size_t x = 0; x < width_; x++, pixels += count + 1) {
    const Sample alpha = pixels[count];
    for (int i = 0; i < count; i++) *to++ = premultiplied ? divided(pixels[i], alpha) : pixels[i];
    alphas_[x] = narrow(alpha);
  }
  return colours.data();
}

/// Into `row_`: grey, or sRGB.
template <class Sample>
void RowWriter::to_8_bits(const Sample* colours) {
  row_.resize(width_ * 3);
  if (profile_) {
    profile_->to_srgb(colours, row_.data(), width_);
    if (layout_.colours == Colours::grey)
      for (std::size_t x = 0; x < width_; x++) row_[x] = row_[3 * x + 1];
  } else if (layout_.colours == Colours::cmyk) {
    for (std::size_t x = 0; x < width_; x++, colours += 4) {
      const Rgb rgb = ink_to_rgb(narrow(colours[0]), narrow(colours[1]), narrow(colours[2]), narrow(colours[3]));
      row_[3 * x] = rgb.red;
      row_[3 * x + 1] = rgb.green;
      row_[3 * x + 2] = rgb.blue;
    }
  } else {
    const std::size_t samples = width_ * static_cast<std::size_t>(layout_.colour_channels());
    std::transform(colours, colours + samples, row_.data(), [](Sample value) { return narrow(value); });
  }
}

/// Puts `alphas_` between the pixels of `row_`, from the end, in place.
void RowWriter::add_alpha() {
  if (layout_.alpha == Alpha::none) return;
  const std::size_t count = layout_.colours == Colours::grey ? 1 : 3;
  row_.resize(width_ * (count + 1));
  for (std::size_t x = width_; x-- > 0;) {
    row_[x * (count + 1) + count] = alphas_[x];
    for (std::size_t i = count; i-- > 0;) row_[x * (count + 1) + i] = row_[x * count + i];
  }
}

}  // namespace headroom::codec
