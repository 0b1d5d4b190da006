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
                                                Level* __restrict means, int count) {
  HEADROOM_APART
  for (int i = 0; i < count; i++)
    means[i] = static_cast<Level>(((sums[past[i]] - sums[first[i]]) * inverses[i] + half) >> inverse_bits);
}

std::size_t corners_of(Size size) {
  return (static_cast<std::size_t>(size.width) + 1) * (static_cast<std::size_t>(size.height) + 1);
}

void sum_row(const Byte* in, const int* above, int* sums, int width) {
  int sum = 0;
  sums[0] = 0;
  for (int x = 0; x < width; x++) {
    sum += in[x];
    sums[x + 1] = above[x + 1] + sum;
  }
}

using Four = SummedAreas::Four;

void sum_rows(const Byte* a, const Byte* b, const Byte* c, const Four* above, Four* sums, int width) {
  Four sum{};
  sums[0] = sum;
  for (int x = 0; x < width; x++) {
    sum += Four{a[x], b[x], c[x], 0};
    sums[x + 1] = above[x + 1] + sum;
  }
}

[[gnu::always_inline]] inline void means_of_rows(const Four* above, const Four* below, const int* first,
                                                 const int* past, const unsigned* inverses,
                                                 const std::array<Level*, 3>& means, int count) {
  using Unsigned = unsigned __attribute__((vector_size(16)));
  for (int i = 0; i < count; i++) {
    const auto sum =
        reinterpret_cast<Unsigned>((below[past[i]] - above[past[i]]) - (below[first[i]] - above[first[i]]));
    const Unsigned mean = (sum * inverses[i] + half) >> inverse_bits;
    for (int p = 0; p < 3; p++) means[p][i] = static_cast<Level>(mean[p]);
  }
}

}  // namespace

Spans::Spans(int start, int step, int count, int length) : first(count), past(count) {
  for (int i = 0; i < count; i++) {
    first[i] = std::clamp((start + step * i) >> 8, 0, length - 1);
    past[i] = std::clamp((start + step * (i + 1)) >> 8, first[i] + 1, length);
  }
}

SummedArea::SummedArea(const Plane& plane, Size size) : width_(size.width), sums_(new int[corners_of(size)]) {
  const std::vector<Byte> neutral(width_, neutral_chroma);
  const std::size_t stride = static_cast<std::size_t>(width_) + 1;
  std::fill_n(sums_.get(), stride, 0);
  int* sums = sums_.get() + stride;
  for (int y = 0; y < size.height; y++, sums += stride)
    sum_row(plane.empty() ? neutral.data() : plane.row(y), sums - stride, sums, width_);
}

void SummedArea::means(const Spans& columns, const Spans& rows, Levels& means) const {
  const int count = columns.count();
  means.resize(static_cast<std::size_t>(count) * rows.count());
  const Inverses inverses(columns, rows);
  std::vector<unsigned> sums(width_ + 1);
  Level* out = means.data();
  for (int j = 0; j < rows.count(); j++, out += count) {
    if (repeats(rows, j)) {
      std::copy_n(out - count, count, out);
      continue;
    }
    wide<subtract>(row(rows.past[j]), row(rows.first[j]), sums.data(), columns.first.front(), columns.past.back() + 1);
    wide<means_of_row>(sums.data(), columns.first.data(), columns.past.data(), inverses.of_height(rows.extent(j)), out,
                       count);
  }
}

SummedAreas::SummedAreas(const Planes& planes, Size size) : width_(size.width), sums_(new Four[corners_of(size)]) {
  const std::vector<Byte> neutral(width_, neutral_chroma);
  const std::size_t stride = static_cast<std::size_t>(width_) + 1;
  std::fill_n(sums_.get(), stride, Four{});
  Four* sums = sums_.get() + stride;
  for (int y = 0; y < size.height; y++, sums += stride) {
    const auto in = [&](int p) { return planes[p]->empty() ? neutral.data() : planes[p]->row(y); };
    sum_rows(in(0), in(1), in(2), sums - stride, sums, width_);
  }
}

void SummedAreas::means(const Spans& columns, const Spans& rows, const std::array<Levels*, 3>& means) const {
  const int count = columns.count();
  for (Levels* each : means) each->resize(static_cast<std::size_t>(count) * rows.count());
  std::array<Level*, 3> out{means[0]->data(), means[1]->data(), means[2]->data()};
  const Inverses inverses(columns, rows);
  for (int j = 0; j < rows.count(); j++) {
    if (repeats(rows, j))
      for (Level* o : out) std::copy_n(o - count, count, o);
    else
      wide<means_of_rows>(row(rows.first[j]), row(rows.past[j]), columns.first.data(), columns.past.data(),
                          inverses.of_height(rows.extent(j)), out, count);
    for (Level*& o : out) o += count;
  }
}

}  // namespace headroom::crop
