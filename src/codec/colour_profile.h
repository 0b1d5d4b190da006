#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>

#include "base/image.h"

namespace headroom::codec {

/// What the channels of stored pixels mean. CMYK is ink: 0 is none of it.
enum class Colours { grey, rgb, cmyk };

/// An ICC profile, ready to bring pixels to sRGB.
class ColourProfile {
 public:
  /// Nothing when the profile cannot be used: broken, larger than allowed, or made for other channels. The caller then
  /// goes on without it and says so (Flag::profile_dropped).
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

}  // namespace headroom::codec
