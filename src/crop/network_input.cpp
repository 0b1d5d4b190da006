#include "crop/network_input.h"

#include <algorithm>
#include <array>
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

float level(int luma, int difference) {
  return static_cast<float>(std::clamp(luma + ((difference + 32768) >> 16), 0, 255));
}

/// JFIF's way back from luma and chroma, in whole levels, as networks learn them from. Factors are in 1/65536.
void write_colours(const Byte* __restrict luma, const Byte* __restrict cb, const Byte* __restrict cr,
                   float* __restrict blue, float* __restrict green, float* __restrict red, int width) {
  for (int x = 0; x < width; x++) {
    const int y = luma[x], b = cb[x] - neutral_chroma, r = cr[x] - neutral_chroma;
    blue[x] = level(y, 116130 * b);
    green[x] = level(y, -22554 * b - 46802 * r);
    red[x] = level(y, 91881 * r);
  }
}

/// One row of the three colours, black beside the picture.
void write_row(const Image& picture, int y, NetworkInput& input) {
  std::array<float*, 3> lines;
  for (int i = 0; i < 3; i++) {
    float* line = input.row(y) + i * input.line();
    *line = 0;
    std::fill(line + 1 + input.shown.width, line + input.line(), 0.0F);
    lines[i] = line + 1;
  }
  const auto& [blue, green, red] = lines;
  const Byte* luma = picture.luma.row(y);
  const int width = input.shown.width;
  if (!picture.grey()) return write_colours(luma, picture.cb.row(y), picture.cr.row(y), blue, green, red, width);
  for (int x = 0; x < width; x++) blue[x] = green[x] = red[x] = luma[x];
}

}  // namespace

void show(const Image& picture, Rect part, int side, int multiple, NetworkInput& input) {
  input.shown = shrunk({part.width, part.height}, side);
  input.size = {padded(input.shown.width, multiple), padded(input.shown.height, multiple)};
  const Image small = shrink_area(picture, part, input.shown);
  input.samples.resize(std::size_t{3} * input.line() * (1 + input.size.height));
  std::fill(input.row(-1), input.row(0), 0.0F);
  for (int y = 0; y < input.shown.height; y++) write_row(small, y, input);
  std::fill(input.row(input.shown.height), input.row(input.size.height), 0.0F);
}

}  // namespace headroom::crop
