#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>

#include "base/image.h"
#include "base/photo.h"
#include "codec/limits.h"

namespace headroom::codec {

/// What the channels of stored pixels mean. CMYK is ink: 0 is none of it.
enum class Colours { grey, rgb, cmyk };

/// An ICC profile, ready to bring pixels to sRGB.
class ColourProfile {
 public:
  /// Nothing when the profile cannot be used: broken, or made for other channels.
  static std::optional<ColourProfile> open(ByteView icc, Colours colours);

  ColourProfile(ColourProfile&&) noexcept;
  ColourProfile& operator=(ColourProfile&&) noexcept;
  ~ColourProfile();

  /// True when pixels are sRGB as they are, within two levels, so that nothing needs to be done.
  bool srgb() const;

  /// Pixels of 8 or 16 bits a channel, channels side by side, into 8-bit RGB (grey profiles give RGB too).
  void to_srgb(const Byte* pixels, Byte* rgb, std::size_t count) const;
  void to_srgb(const std::uint16_t* pixels, Byte* rgb, std::size_t count) const;

 private:
  struct Transforms;
  explicit ColourProfile(std::unique_ptr<Transforms> transforms);
  std::unique_ptr<Transforms> transforms_;
};

/// What pixels must go through to become sRGB; nothing when they are. A profile that is too large or cannot be used is
/// dropped, which raises profile_dropped.
///
/// icc  from the file; empty: it has none, and its colours are taken for sRGB
std::optional<ColourProfile> way_to_srgb(ByteView icc, Colours colours, const Limits& limits, Flags& flags);

}  // namespace headroom::codec
