#include "codec/preview.h"

#include <algorithm>
#include <cmath>

#include "codec/average.h"

namespace headroom::codec {
namespace {

/// How many chroma samples a luma cell spans, or 0 when their edges do not meet.
int whole_cells(Axis chroma, Axis luma, int factor) {
  const double cells = factor * luma.step / chroma.step;
  const bool meet = chroma.origin == luma.origin && cells >= 1 && cells == std::floor(cells);
  return meet ? static_cast<int>(cells) : 0;
}

int cells(int samples, int factor) { return (samples + factor - 1) / factor; }

Plane shrink_chroma(const Plane& chroma, const Plane& luma, const Plane& shrunk_luma, int factor) {
  const int columns = whole_cells(chroma.across, luma.across, factor);
  const int rows = whole_cells(chroma.down, luma.down, factor);
  const bool same_cells = columns > 0 && rows > 0 && cells(chroma.width(), columns) == shrunk_luma.width() &&
                          cells(chroma.height(), rows) == shrunk_luma.height();
  if (same_cells) return average_cells(chroma, columns, rows);
  return average_at(chroma, shrunk_luma.size(), shrunk_luma.across, shrunk_luma.down);
}

}  // namespace

Image shrink_to_preview(const Image& image, int long_side) {
  const int factor = std::max(1, cells(image.luma.size().long_side(), std::max(long_side, 1)));
  Image preview;
  preview.luma = average_cells(image.luma, factor, factor);
  if (image.grey()) return preview;
  preview.cb = shrink_chroma(image.cb, image.luma, preview.luma, factor);
  preview.cr = shrink_chroma(image.cr, image.luma, preview.luma, factor);
  return preview;
}

}  // namespace headroom::codec
