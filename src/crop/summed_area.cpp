#include "crop/summed_area.h"

#include <algorithm>

namespace headroom::crop {
namespace {

constexpr int inverse_bits = 23;  // 255 * 2^23 is the largest product, and fits into 32 bits

/// One over the areas of a row of rectangles: a division for each mean would cost more than its four reads.
void inverses_of(const Spans& columns, int height, std::vector<unsigned>& inverses) {
  for (int i = 0; i < columns.count(); i++) inverses[i] = (1U << inverse_bits) / (columns.extent(i) * height);
}

void subtract(const int* below, const int* above, std::vector<int>& sums) {
  for (std::size_t x = 0; x < sums.size(); x++) sums[x] = below[x] - above[x];
}

}  // namespace

Spans::Spans(int start, int step, int count, int length) : first(count), past(count) {
  for (int i = 0; i < count; i++) {
    first[i] = std::clamp((start + step * i) >> 8, 0, length - 1);
    past[i] = std::clamp((start + step * (i + 1)) >> 8, first[i] + 1, length);
  }
}

SummedArea::SummedArea(const Plane& plane, Size size) : width_(size.width), height_(size.height) {
  const std::size_t row_length = static_cast<std::size_t>(width_) + 1;
  sums_.assign(row_length * (height_ + 1), 0);
  const std::vector<Byte> neutral(width_, neutral_chroma);
  for (int y = 0; y < height_; y++) {
    const Byte* in = plane.empty() ? neutral.data() : plane.row(y);
    const int* above = &sums_[y * row_length];
    int* here = &sums_[(y + 1) * row_length];
    int row_sum = 0;
    for (int x = 0; x < width_; x++) {
      row_sum += in[x];
      here[x + 1] = above[x + 1] + row_sum;
    }
  }
}

std::vector<int> SummedArea::means(const Spans& columns, const Spans& rows) const {
  std::vector<int> means(static_cast<std::size_t>(columns.count()) * rows.count());
  std::vector<unsigned> inverses(columns.count());
  std::vector<int> sums(width_ + 1);
  for (int j = 0, height = 0; j < rows.count(); j++) {
    if (rows.extent(j) != height) inverses_of(columns, height = rows.extent(j), inverses);
    subtract(row(rows.past[j]), row(rows.first[j]), sums);
    int* out = &means[static_cast<std::size_t>(j) * columns.count()];
    for (int i = 0; i < columns.count(); i++) {
      const unsigned sum = sums[columns.past[i]] - sums[columns.first[i]];
      out[i] = static_cast<int>((sum * inverses[i] + (1U << (inverse_bits - 1))) >> inverse_bits);
    }
  }
  return means;
}

}  // namespace headroom::crop
