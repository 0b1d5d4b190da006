#include "crop/summed_area.h"

#include <algorithm>
#include <cstring>

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
    const std::size_t begin = inverses_.size();
    inverses_.resize(begin + columns.count());
    for (int i = 0; i < columns.count(); i++) {
      const int width = columns.extent(i);
      int& known = widths[width % 2U];
      if (known != width) inverses[width % 2U] = (1U << inverse_bits) / ((known = width) * height);
      inverses_[begin + i] = inverses[width % 2U];
    }
  }

  std::vector<int> heights_;
  std::vector<unsigned> inverses_;
};

/// Whether row j is row j - 1 over again: those outside the plane are.
bool repeats(const Spans& rows, int j) {
  return j > 0 && rows.first[j] == rows.first[j - 1] && rows.past[j] == rows.past[j - 1];
}

/// Where the spans between those that lie outside begin and end, if each begins where the one before it ends. Those
/// outside are all alike on either side.
struct Tiles {
  explicit Tiles(const Spans& spans) {
    const auto meets_next = [&](int i) { return spans.past[i] == spans.first[i + 1]; };
    const int last = spans.count() - 1;
    while (begin < last && !meets_next(begin)) begin++;
    end = begin + 1;
    while (end <= last && meets_next(end - 1)) end++;
    for (int i = end; i <= last; i++) overlap |= spans.first[i] != spans.first[last];
    for (int i = 0; i < begin; i++) overlap |= spans.past[i] != spans.past[0];
  }

  int begin = 0;
  int end = 0;
  bool overlap = false;  // spans of less than a pixel do
};

template <typename Sum>
[[gnu::always_inline]] inline Sum mean_of(Sum sum, unsigned inverse) {
  return (sum * inverse + half) >> inverse_bits;
}

/// Corners of tiles: what lies between two rows of sums, to the left of each tile and of the end.
[[gnu::always_inline]] inline void subtract_at(const unsigned* above, const unsigned* below, const int* columns,
                                               unsigned* corners, int count) {
  for (int i = 0; i < count; i++) corners[i] = below[columns[i]] - above[columns[i]];
}

[[gnu::always_inline]] inline void means_of_tiles(const unsigned* __restrict corners,
                                                  const unsigned* __restrict inverses, Level* __restrict means,
                                                  int count) {
  HEADROOM_APART
  for (int i = 0; i < count; i++) means[i] = static_cast<Level>(mean_of(corners[i + 1] - corners[i], inverses[i]));
}

std::size_t corners_of(Size size) {
  return (static_cast<std::size_t>(size.width) + 1) * (static_cast<std::size_t>(size.height) + 1);
}

void sum_row(const Byte* in, const unsigned* above, unsigned* sums, int width) {
  unsigned sum = 0;
  sums[0] = 0;
  for (int x = 0; x < width; x++) {
    sum += in[x];
    sums[x + 1] = above[x + 1] + sum;
  }
}

using Four = SummedAreas::Four;

[[gnu::always_inline]] inline void sum_rows(const Byte* a, const Byte* b, const Byte* c, const Four* above, Four* sums,
                                            int width) {
  using FourBytes = Byte __attribute__((vector_size(4)));
  Four sum{};
  sums[0] = sum;
  for (int x = 0; x < width; x++) {
    const unsigned packed = a[x] | static_cast<unsigned>(b[x]) << 8 | static_cast<unsigned>(c[x]) << 16;
    sum += __builtin_convertvector(reinterpret_cast<const FourBytes&>(packed), Four);
    sums[x + 1] = above[x + 1] + sum;
  }
}

/// Means of three planes side by side, four levels to a cell.
[[gnu::always_inline]] inline void mixed_means(const Four* above, const Four* below, const Spans& columns,
                                               const unsigned* inverses, Level* mixed, int count) {
  using FourLevels = Level __attribute__((vector_size(8)));
  const int* first = columns.first.data();
  const int* past = columns.past.data();
  int at = -1;
  Four corner{};
  for (int i = 0; i < count; i++) {
    if (first[i] != at) corner = below[first[i]] - above[first[i]];
    at = past[i];
    const Four next = below[at] - above[at];
    const auto mean = __builtin_convertvector(mean_of(next - corner, inverses[i]), FourLevels);
    std::memcpy(mixed + 4 * i, &mean, sizeof mean);
    corner = next;
  }
}

[[gnu::always_inline]] inline void separate(const Level* __restrict mixed, Level* __restrict a, Level* __restrict b,
                                            Level* __restrict c, int count) {
  HEADROOM_APART
  for (int i = 0; i < count; i++) {
    a[i] = mixed[4 * i];
    b[i] = mixed[4 * i + 1];
    c[i] = mixed[4 * i + 2];
  }
}

[[gnu::always_inline]] inline void means_of_rows(const Four* above, const Four* below, const Spans& columns,
                                                 const unsigned* inverses, Level* mixed,
                                                 const std::array<Level*, 3>& means) {
  mixed_means(above, below, columns, inverses, mixed, columns.count());
  separate(mixed, means[0], means[1], means[2], columns.count());
}

}  // namespace

Spans::Spans(int start, int step, int count, int length) : first(count), past(count) {
  for (int i = 0; i < count; i++) {
    first[i] = std::clamp((start + step * i) >> 8, 0, length - 1);
    past[i] = std::clamp((start + step * (i + 1)) >> 8, first[i] + 1, length);
  }
}

Spans Spans::ends_twice() const {
  Spans spans = *this;
  for (std::vector<int>* ends : {&spans.first, &spans.past}) {
    ends->insert(ends->begin(), ends->front());
    ends->push_back(ends->back());
  }
  return spans;
}

SummedArea::SummedArea(const Plane& plane, Size size) : width_(size.width), sums_(new unsigned[corners_of(size)]) {
  const std::vector<Byte> neutral(width_, neutral_chroma);
  const std::size_t stride = static_cast<std::size_t>(width_) + 1;
  std::fill_n(sums_.get(), stride, 0U);
  unsigned* sums = sums_.get() + stride;
  for (int y = 0; y < size.height; y++, sums += stride)
    sum_row(plane.empty() ? neutral.data() : plane.row(y), sums - stride, sums, width_);
}

void SummedArea::means(const Spans& columns, const Spans& rows, Levels& means) const {
  const int count = columns.count();
  means.resize(static_cast<std::size_t>(count) * rows.count());
  const Inverses inverses(columns, rows);
  const Tiles tiles(columns);
  std::vector<unsigned> corners(count + 1);
  Level* out = means.data();
  for (int j = 0; j < rows.count(); j++, out += count) {
    if (repeats(rows, j)) {
      std::copy_n(out - count, count, out);
      continue;
    }
    const unsigned* above = row(rows.first[j]);
    const unsigned* below = row(rows.past[j]);
    const unsigned* inverse = inverses.of_height(rows.extent(j));
    const auto mean_at = [&](int i) {
      const unsigned past = below[columns.past[i]] - above[columns.past[i]];
      return static_cast<Level>(mean_of(past - (below[columns.first[i]] - above[columns.first[i]]), inverse[i]));
    };
    if (tiles.overlap) {
      for (int i = 0; i < count; i++) out[i] = mean_at(i);
      continue;
    }
    std::fill_n(out, tiles.begin, mean_at(0));
    std::fill(out + tiles.end, out + count, mean_at(count - 1));
    const int inside = tiles.end - tiles.begin;
    wide<subtract_at>(above, below, &columns.first[tiles.begin], corners.data(), inside);
    corners[inside] = below[columns.past[tiles.end - 1]] - above[columns.past[tiles.end - 1]];
    wide<means_of_tiles>(corners.data(), inverse + tiles.begin, out + tiles.begin, inside);
  }
}

SummedAreas::SummedAreas(const Planes& planes, Size size) : width_(size.width), sums_(new Four[corners_of(size)]) {
  const std::vector<Byte> neutral(width_, neutral_chroma);
  const std::size_t stride = static_cast<std::size_t>(width_) + 1;
  std::fill_n(sums_.get(), stride, Four{});
  Four* sums = sums_.get() + stride;
  for (int y = 0; y < size.height; y++, sums += stride) {
    const auto in = [&](int p) { return planes[p]->empty() ? neutral.data() : planes[p]->row(y); };
    wide<sum_rows>(in(0), in(1), in(2), sums - stride, sums, width_);
  }
}

void SummedAreas::means(const Spans& columns, const Spans& rows, const std::array<Levels*, 3>& means) const {
  const int count = columns.count();
  for (Levels* each : means) each->resize(static_cast<std::size_t>(count) * rows.count());
  std::array<Level*, 3> out{means[0]->data(), means[1]->data(), means[2]->data()};
  const Inverses inverses(columns, rows);
  Levels mixed(4 * static_cast<std::size_t>(count));
  for (int j = 0; j < rows.count(); j++) {
    if (repeats(rows, j))
      for (Level* o : out) std::copy_n(o - count, count, o);
    else
      wide<means_of_rows, const Four*, const Four*, const Spans&>(
          row(rows.first[j]), row(rows.past[j]), columns, inverses.of_height(rows.extent(j)), mixed.data(), out);
    for (Level*& o : out) o += count;
  }
}

}  // namespace headroom::crop
