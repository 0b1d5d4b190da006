#include "crop/network_input.h"

#include <algorithm>
#include <cstddef>

#include "crop/cell_means.h"

namespace headroom::crop {
namespace {

Size shrunk(Size part, int side) {
  const int longer = part.long_side();
  if (longer <= side) return part;
  const auto scaled = [&](int length) { return std::max(1, (2 * length * side + longer) / (2 * longer)); };
  return {scaled(part.width), scaled(part.height)};
}

int padded(int length, int multiple) { return (length + multiple - 1) / multiple * multiple; }

/// JFIF's way back from luma and chroma. In units of 1/16 level and 1/4096 a product stays below 2^31.
struct Converter {
  const Cells& luma;
  const Cells& cb;
  const Cells& cr;

  static constexpr int neutral = neutral_chroma * parts_of_a_level;

  float blue(std::size_t i) const { return level(luma[i] * 4096 + 7258 * (cb[i] - neutral)); }
  float green(std::size_t i) const {
    return level(luma[i] * 4096 - 1410 * (cb[i] - neutral) - 2925 * (cr[i] - neutral));
  }
  float red(std::size_t i) const { return level(luma[i] * 4096 + 5743 * (cr[i] - neutral)); }

  /// Whole levels, as a network learns them from.
  static float level(int value) {
    constexpr int one = parts_of_a_level * 4096;
    return static_cast<float>(std::clamp((value + one / 2) / one, 0, 255));
  }
};

}  // namespace

NetworkInput network_input(const Image& picture, Rect part, int side, int multiple) {
  NetworkInput input;
  input.shown = shrunk({part.width, part.height}, side);
  input.size = {padded(input.shown.width, multiple), padded(input.shown.height, multiple)};
  const Part fine{part.x * 256, part.y * 256, part.width * 256, part.height * 256};
  const auto means = [&](const Plane& plane) { return cell_means(plane, fine, input.shown.width, input.shown.height); };
  const Cells luma = means(picture.luma);
  const Cells none(picture.grey() ? luma.size() : 0, Converter::neutral);
  const Cells cb = picture.grey() ? none : means(picture.cb), cr = picture.grey() ? none : means(picture.cr);
  const Converter converter{luma, cb, cr};

  const auto plane_samples = static_cast<std::size_t>(input.size.pixels());
  input.samples.assign(3 * plane_samples, 0);
  std::size_t i = 0;
  for (int y = 0; y < input.shown.height; y++) {
    float* to = input.samples.data() + static_cast<std::size_t>(y) * input.size.width;
    for (int x = 0; x < input.shown.width; x++, to++, i++) {
      to[0] = converter.blue(i);
      to[plane_samples] = converter.green(i);
      to[2 * plane_samples] = converter.red(i);
    }
  }
  return input;
}

}  // namespace headroom::crop
