#include "crop/network_input.h"

#include <algorithm>
#include <cstddef>

#include "crop/shrink_area.h"

namespace headroom::crop {
namespace {

Size shrunk(Size part, int side) {
  const int longer = part.long_side();
  if (longer <= side) return part;
  const auto scaled = [&](int length) { return std::max(1, (2 * length * side + longer) / (2 * longer)); };
  return {scaled(part.width), scaled(part.height)};
}

int padded(int length, int multiple) { return (length + multiple - 1) / multiple * multiple; }

/// JFIF's way back from luma and chroma, in whole levels, as networks learn them from. Factors are in 1/65536.
struct Levels {
  int luma, cb, cr;  // cb, cr: from neutral

  float blue() const { return level(116130 * cb); }
  float green() const { return level(-22554 * cb - 46802 * cr); }
  float red() const { return level(91881 * cr); }
  float level(int difference) const {
    return static_cast<float>(std::clamp(luma + ((difference + 32768) >> 16), 0, 255));
  }
};

/// One row of the three colours.
void write_row(const Image& picture, int y, NetworkInput& input) {
  float *blue = input.row(y) + 1, *green = blue + input.line(), *red = green + input.line();
  const Byte* luma = picture.luma.row(y);
  const int width = picture.luma.width();
  if (picture.grey()) {
    for (int x = 0; x < width; x++) blue[x] = green[x] = red[x] = luma[x];
    return;
  }
  const Byte *cb = picture.cb.row(y), *cr = picture.cr.row(y);
  for (int x = 0; x < width; x++) {
    const Levels levels{luma[x], cb[x] - neutral_chroma, cr[x] - neutral_chroma};
    blue[x] = levels.blue();
    green[x] = levels.green();
    red[x] = levels.red();
  }
}

}  // namespace

NetworkInput network_input(const Image& picture, Rect part, int side, int multiple) {
  NetworkInput input;
  input.shown = shrunk({part.width, part.height}, side);
  input.size = {padded(input.shown.width, multiple), padded(input.shown.height, multiple)};
  const Image small = shrink_area(picture, part, input.shown);
  input.samples.assign(std::size_t{3} * input.line() * (1 + input.size.height), 0);
  for (int y = 0; y < input.shown.height; y++) write_row(small, y, input);
  return input;
}

}  // namespace headroom::crop
