#include "codec/average.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <type_traits>
#include <vector>

namespace headroom::codec {
namespace {

template <class Sum>
void add_row(const Byte* row, int width, Sum* sums) {
  for (int x = 0; x < width; x++) sums[x] = static_cast<Sum>(sums[x] + row[x]);
}

/// One row of cells: rows summed into columns first (whole vectors), then columns into cells.
template <class Sum>
void average_row(const Plane& plane, int first_row, int rows, int columns, std::vector<Sum>& sums, Byte* out) {
  const int width = plane.width();
  std::fill(sums.begin(), sums.end(), Sum{0});
  for (int y = first_row; y < first_row + rows; y++) add_row(plane.row(y), width, sums.data());
  using Total = std::conditional_t<sizeof(Sum) == 2, std::uint32_t, std::uint64_t>;  // the narrow one divides faster
  for (int x = 0; x < width; x += columns) {
    const int count = std::min(columns, width - x);
    const Total total = std::accumulate(sums.data() + x, sums.data() + x + count, Total{0});
    const auto samples = static_cast<Total>(count) * static_cast<Total>(rows);
    *out++ = static_cast<Byte>((total + samples / 2) / samples);
  }
}

template <class Sum>
void average_rows(const Plane& plane, int columns, int rows, Plane& out) {
  std::vector<Sum> sums(static_cast<std::size_t>(plane.width()));
  for (int y = 0; y < out.height(); y++) {
    const int first = y * rows;
    average_row(plane, first, std::min(rows, plane.height() - first), columns, sums, out.row(y));
  }
}

constexpr int whole = 256;  // what the weights of one output sample sum to

/// Weights of consecutive source samples.
struct Taps {
  int first = 0;
  std::vector<std::uint16_t> weights;
};

double overlap(double low, double high, int sample) {
  return std::max(0.0, std::min(high, sample + 1.0) - std::max(low, static_cast<double>(sample)));
}

/// Taps of one output sample that spans centre - width/2 .. centre + width/2, in source samples. A span of less than
/// one sample is widened to one: that is linear interpolation. Samples past the ends repeat the last one.
Taps taps_at(double centre, double width, int samples) {
  const double half = std::max(width, 1.0) / 2;
  const int low = static_cast<int>(std::floor(centre - half));
  const int high = static_cast<int>(std::ceil(centre + half));
  Taps taps{std::clamp(low, 0, samples - 1), {}};
  const int count = std::clamp(high - 1, 0, samples - 1) - taps.first + 1;
  taps.weights.assign(count, 0);
  double reached = 0;
  int given = 0;
  for (int sample = low; sample < high; sample++) {
    reached += overlap(centre - half, centre + half, sample) / (2 * half);
    const int weight = static_cast<int>(std::lround(reached * whole)) - given;
    given += weight;
    taps.weights[static_cast<std::size_t>(std::clamp(sample, 0, samples - 1) - taps.first)] +=
        static_cast<std::uint16_t>(weight);
  }
  taps.weights.back() = static_cast<std::uint16_t>(taps.weights.back() + whole - given);
  return taps;
}

std::vector<Taps> taps_along(Axis source, int samples, Axis target, int count) {
  std::vector<Taps> taps;
  for (int i = 0; i < count; i++) {
    const double centre = target.origin + (i + 0.5) * target.step;
    taps.push_back(taps_at((centre - source.origin) / source.step, target.step / source.step, samples));
  }
  return taps;
}

void weigh_rows(const Plane& plane, const Taps& taps, std::vector<std::uint16_t>& sums) {
  std::fill(sums.begin(), sums.end(), std::uint16_t{0});
  std::uint16_t* sum = sums.data();
  for (std::size_t i = 0; i < taps.weights.size(); i++) {
    const Byte* row = plane.row(taps.first + static_cast<int>(i));
    const std::uint16_t weight = taps.weights[i];
    for (int x = 0; x < plane.width(); x++) sum[x] = static_cast<std::uint16_t>(sum[x] + row[x] * weight);
  }
}

Byte weigh_columns(const std::uint16_t* sums, const Taps& taps) {
  std::uint32_t total = 0;
  for (std::size_t i = 0; i < taps.weights.size(); i++) total += std::uint32_t{sums[i]} * taps.weights[i];
  return static_cast<Byte>((total + whole * whole / 2) / (whole * whole));
}

}  // namespace

Plane average_cells(const Plane& plane, int columns, int rows) {
  Plane out(Size{(plane.width() + columns - 1) / columns, (plane.height() + rows - 1) / rows});
  constexpr int most_rows = 65'535 / 255;  // what 16 bits hold
  rows <= most_rows ? average_rows<std::uint16_t>(plane, columns, rows, out)
                    : average_rows<std::uint32_t>(plane, columns, rows, out);
  out.across = {plane.across.origin, plane.across.step * columns};
  out.down = {plane.down.origin, plane.down.step * rows};
  return out;
}

Plane average_at(const Plane& plane, Size size, Axis across, Axis down) {
  const std::vector<Taps> columns = taps_along(plane.across, plane.width(), across, size.width);
  const std::vector<Taps> rows = taps_along(plane.down, plane.height(), down, size.height);
  std::vector<std::uint16_t> sums(static_cast<std::size_t>(plane.width()));
  Plane out(size);
  for (int y = 0; y < size.height; y++) {
    weigh_rows(plane, rows[static_cast<std::size_t>(y)], sums);
    for (int x = 0; x < size.width; x++) {
      const Taps& taps = columns[static_cast<std::size_t>(x)];
      out.row(y)[x] = weigh_columns(sums.data() + taps.first, taps);
    }
  }
  out.across = across;
  out.down = down;
  return out;
}

}  // namespace headroom::codec
