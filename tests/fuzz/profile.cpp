// The first byte says what channels the profile is for.
#include <array>

#include "codec/colour_profile.h"
#include "fuzzing.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace headroom::codec;
  if (size == 0) return 0;
  const auto profile = ColourProfile::open({data + 1, size - 1}, static_cast<Colours>(data[0] % 3));
  if (!profile) return 0;
  const std::array<headroom::Byte, 16> pixels{0, 1, 2, 3, 250, 251, 252, 253, 128, 128, 128, 128, 9, 99, 199, 255};
  const std::array<std::uint16_t, 16> wide{0, 1, 2, 3, 65535, 65534, 300, 3000, 30000, 7, 7, 7, 65535, 0, 65535, 0};
  std::array<headroom::Byte, 12> rgb{};
  profile->to_srgb(pixels.data(), rgb.data(), 4);
  profile->to_srgb(wide.data(), rgb.data(), 4);
  return 0;
}
