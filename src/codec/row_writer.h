#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "codec/colour_profile.h"
#include "codec/raster.h"

namespace headroom::codec {

enum class Alpha { none, straight, premultiplied };

/// The samples of a decoder's pixels, side by side.
struct PixelLayout {
  Colours colours = Colours::rgb;
  Alpha alpha = Alpha::none;  // behind the colours

  int colour_channels() const { return colours == Colours::grey ? 1 : colours == Colours::rgb ? 3 : 4; }
  int channels() const { return colour_channels() + (alpha == Alpha::none ? 0 : 1); }
};

/// Puts a decoder's rows into planes: by its profile to sRGB, 16 bits narrowed with rounding, ink to light, alpha over
/// the background.
class RowWriter {
 public:
  /// Makes the planes of `raster`, which outlives the writer. Raises profile_dropped when `icc` is neither empty nor of
  /// use. Sizes have been checked.
  RowWriter(Raster& raster, Size size, PixelLayout layout, ByteView icc, const Limits& limits);

  void put(int y, const Byte* pixels);
  void put(int y, const std::uint16_t* pixels);  // 0..65535

 private:
  template <class Sample>
  void convert(int y, const Sample* pixels);
  template <class Sample>
  const Sample* take_alpha(const Sample* pixels, std::vector<Sample>& colours);
  template <class Sample>
  void to_8_bits(const Sample* colours);
  void add_alpha();

  Raster& raster_;
  PixelLayout layout_;
  std::optional<ColourProfile> profile_;
  Rgb background_;
  std::size_t width_;
  std::vector<Byte> colours_8_;            // what is left of a row without its alpha
  std::vector<std::uint16_t> colours_16_;  // the same, 16 bits
  std::vector<Byte> alphas_;
  std::vector<Byte> row_;  // grey or sRGB, with alpha in the end
};

}  // namespace headroom::codec
