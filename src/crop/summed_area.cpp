#include "crop/summed_area.h"

#include <algorithm>

#include "crop/wide.h"

namespace headroom::crop {
namespace {

constexpr int inverse_bits = 23;  // 255 * 2^23 is the largest product, and fits into 32 bits
constexpr unsigned half = 1U << (inverse_bits - 1);

/// One over the areas of the rectangles of a row, for each height a row may have: divisions for each mean, or even for
/// each row, would cost more than all the reads.
class Inverses {
 public:
  Inverses(const Spans& columns, const Spans& rows) {
    for (int j = 0; j < rows.count(); j++) {
      const int height = rows.extent(j);
      if (std::find(heights_.begin(), heights_.end(), height) != heights_.end()) continue;
      heights_.push_back(height);
      add_row(columns, height);
    }
  }

  const unsigned* of_height(int height) const {
    const auto at = std::find(heights_.begin(), heights_.end(), height) - heights_.begin();
    return &inverses_[static_cast<std::size_t>(at) * (inverses_.size() / heights_.size())];
  }

 private:
  void add_row(const Spans& columns, int height) {
    std::array<int, 2> widths{};  // most columns have one of two widths
    std::array<unsigned, 2> inverses{};
    for (int i = 0; i < columns.count(); i++) {
      const int width = columns.extent(i);
      int& known = widths[width % 2];
      if (known != width) inverses[width % 2] = (1U << inverse_bits) / ((known = width) * height);
      inverses_.push_back(inverses[width % 2]);
    }
  }

  std::vector<int> heights_;
  std::vector<unsigned> inverses_;
};

/// How many rows from j on are rows j - 1 over again: those outside the plane.
bool repeats(const Spans& rows, int j) {
  return j > 0 && rows.first[j] == rows.first[j - 1] && rows.past[j] == rows.past[j - 1];
}

[[gnu::always_inline]] inline void subtract(const int* __restrict below, const int* __restrict above,
                                            unsigned* __restrict sums, int begin, int end) {
  HEADROOM_APART
  for (int x = begin; x < end; x++) sums[x] = static_cast<unsigned>(below[x] - above[x]);
}

[[gnu::always_inline]] inline void means_of_row(const unsigned* __restrict sums, const int* __restrict first,
                                                const int* __restrict past, const unsigned* __restrict inverses,
                                                std::uint16_t* __restrict means, int count) {
  HEADROOM_APART
  for (int i = 0; i < count; i++)
    means[i] = static_cast<std::uint16_t>(((sums[past[i]] - sums[first[i]]) * inverses[i] + half) >> inverse_bits);
}

void sum_row(const Byte* in, const int* above, int* sums, int width) {
  int sum = 0;
  for (int x = 0; x < width; x++) {
    sum += in[x];
    sums[x + 1] = above[x + 1] + sum;
  }
}

}  // namespace

Spans::Spans(int start, int step, int count, int length) : first(count), past(count) {
  for (int i = 0; i < count; i++) {
    first[i] = std::clamp((start + step * i) >> 8, 0, length - 1);
    past[i] = std::clamp((start + step * (i + 1)) >> 8, first[i] + 1, length);
  }
}

SummedArea::SummedArea(const Plane& plane, Size size)
    : width_(size.width), sums_((static_cast<std::size_t>(size.width) + 1) * (static_cast<std::size_t>(size.height) + 1)) {
  const std::vector<Byte> neutral(width_, neutral_chroma);
  for (int y = 0; y < size.height; y++) {
    int* sums = &sums_[(static_cast<std::size_t>(y) + 1) * (width_ + 1)];
    sum_row(plane.empty() ? neutral.data() : plane.row(y), row(y), sums, width_);
  }
}

Levels SummedArea::means(const Spans& columns, const Spans& rows) const {
  const int count = columns.count();
  Levels means(static_cast<std::size_t>(count) * rows.count());
  const Inverses inverses(columns, rows);
  std::vector<unsigned> sums(width_ + 1);
  std::uint16_t* out = means.data();
  for (int j = 0; j < rows.count(); j++, out += count) {
    if (repeats(rows, j)) {
      std::copy_n(out - count, count, out);
      continue;
    }
    wide<subtract>(row(rows.past[j]), row(rows.first[j]), sums.data(), columns.first.front(), columns.past.back() + 1);
    wide<means_of_row>(sums.data(), columns.first.data(), columns.past.data(), inverses.of_height(rows.extent(j)), out,
                       count);
  }
  return means;
}

SummedAreas::SummedAreas(const Planes& planes, Size size)
    : width_(size.width), sums_((static_cast<std::size_t>(size.width) + 1) * (static_cast<std::size_t>(size.height) + 1)) {
  const std::vector<Byte> neutral(width_, neutral_chroma);
  for (int y = 0; y < size.height; y++) {
    const auto in = [&](int p) { return planes[p]->empty() ? neutral.data() : planes[p]->row(y); };
    const Byte *a = in(0), *b = in(1), *c = in(2);
    const Four* above = row(y) + 1;
    Four* sums = &sums_[(static_cast<std::size_t>(y) + 1) * (width_ + 1) + 1];
    Four sum{};
    for (int x = 0; x < width_; x++) {
      sum += Four{a[x], b[x], c[x], 0};
      sums[x] = above[x] + sum;
    }
  }
}

std::array<Levels, 3> SummedAreas::means(const Spans& columns, const Spans& rows) const {
  using Unsigned = unsigned __attribute__((vector_size(16)));
  const int count = columns.count();
  const Levels none(static_cast<std::size_t>(count) * rows.count());
  std::array<Levels, 3> means{none, none, none};
  const Inverses inverses(columns, rows);
  for (int j = 0; j < rows.count(); j++) {
    const std::size_t at = static_cast<std::size_t>(j) * count;
    const std::array<std::uint16_t*, 3> out{&means[0][at], &means[1][at], &means[2][at]};
    if (repeats(rows, j)) {
      for (std::uint16_t* o : out) std::copy_n(o - count, count, o);
      continue;
    }
    const Four* above = row(rows.first[j]);
    const Four* below = row(rows.past[j]);
    const unsigned* inverse = inverses.of_height(rows.extent(j));
    for (int i = 0; i < count; i++) {
      const int first = columns.first[i];
      const int past = columns.past[i];
      const auto sum = reinterpret_cast<Unsigned>((below[past] - above[past]) - (below[first] - above[first]));
      const Unsigned mean = (sum * inverse[i] + half) >> inverse_bits;
      for (int p = 0; p < 3; p++) out[p][i] = static_cast<std::uint16_t>(mean[p]);
    }
  }
  return means;
}

}  // namespace headroom::crop
