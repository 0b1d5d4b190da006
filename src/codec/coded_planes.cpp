#include "codec/coded_planes.h"

#include <algorithm>
#include <cassert>
#include <cstring>

namespace headroom::codec {
namespace {

constexpr int block = 8;  // samples a side

int round_up(int samples, int unit) { return (samples + unit - 1) / unit * unit; }

Plane plane_for(Size filled, int unit) { return Plane({round_up(filled.width, unit), round_up(filled.height, unit)}); }

void repeat_edges(Plane& plane, Size filled) {
  for (int y = 0; y < filled.height; y++) {
    Byte* row = plane.row(y);
    std::memset(row + filled.width, row[filled.width - 1], plane.width() - filled.width);
  }
  for (int y = filled.height; y < plane.height(); y++)
    std::memcpy(plane.row(y), plane.row(filled.height - 1), plane.width());
}

Plane in_blocks(const Plane& plane, int unit) {
  Plane padded = plane_for(plane.size(), unit);
  for (int y = 0; y < plane.height(); y++) std::memcpy(padded.row(y), plane.row(y), plane.width());
  repeat_edges(padded, plane.size());
  return padded;
}

/// Averages of 2x2, rounded half up; an odd last column counts twice.
void halve_rows(const Byte* upper, const Byte* lower, int width, Byte* out) {
  for (int x = 0; x < width / 2; x++)
    out[x] = static_cast<Byte>((upper[2 * x] + upper[2 * x + 1] + lower[2 * x] + lower[2 * x + 1] + 2) >> 2);
  if (width % 2 != 0) out[width / 2] = static_cast<Byte>((upper[width - 1] + lower[width - 1] + 1) >> 1);
}

Plane halved_in_blocks(const Plane& plane) {
  const Size half{(plane.width() + 1) / 2, (plane.height() + 1) / 2};
  Plane out = plane_for(half, block);
  for (int y = 0; y < half.height; y++) {
    const int below = std::min(2 * y + 1, plane.height() - 1);
    halve_rows(plane.row(2 * y), plane.row(below), plane.width(), out.row(y));
  }
  repeat_edges(out, half);
  return out;
}

Plane neutral_plane(Size luma, int step) {
  Plane plane = plane_for({(luma.width + step - 1) / step, (luma.height + step - 1) / step}, block);
  plane.fill(neutral_chroma);
  return plane;
}

}  // namespace

CodedPlanes code_planes(const Image& image, int chroma_step) {
  CodedPlanes coded{image.luma.size(), {}, chroma_step};
  coded.planes[0] = in_blocks(image.luma, block * chroma_step);
  for (const int i : {1, 2}) {
    const Plane& chroma = *image.planes()[i];
    assert(image.grey() || chroma.size() == coded.size);
    if (image.grey())
      coded.planes[i] = neutral_plane(coded.size, chroma_step);
    else
      coded.planes[i] = chroma_step == 2 ? halved_in_blocks(chroma) : in_blocks(chroma, block);
  }
  return coded;
}

}  // namespace headroom::codec
