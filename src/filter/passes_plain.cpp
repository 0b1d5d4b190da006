#include <algorithm>

#include "filter/passes.h"
#include "kernels/resample.h"

namespace headroom::filter {
namespace {

void limit(const Byte* const* rows, Span span, std::vector<short>& line) {
  for (std::size_t x = 0; x < line.size(); x++) {
    Byte low = 255, high = 0;
    for (int row = span.lobe_first; row <= span.lobe_last; row++) {
      low = std::min(low, rows[row][x]);
      high = std::max(high, rows[row][x]);
    }
    line[x] = resample_again(resample_limited(line[x], resample_input(low), resample_input(high)));
  }
}

void add_tap(const Byte* __restrict row, short weight, short* __restrict sums, int width) {
  for (int x = 0; x < width; x++) sums[x] = static_cast<short>(sums[x] + resample_tap(resample_input(row[x]), weight));
}

void down(const Byte* const* rows, const Weights& weights, int top, std::vector<Column>& columns) {
  std::vector<short> line(columns.size());
  for (int y = 0; y < band_height; y++) {
    const int output = std::min(top + y, weights.outputs() - 1);
    const Span span = weights.spans[output];
    std::ranges::fill(line, short{0});
    for (int tap = 0; tap < weights.taps; tap++)
      add_tap(rows[span.first + tap], weights.of(output)[tap], line.data(), static_cast<int>(line.size()));
    limit(rows, span, line);
    for (std::size_t x = 0; x < line.size(); x++) columns[x].samples[y] = line[x];
  }
}

Column sum_of(const Column* columns, const short* weights, int taps) {
  Column sum{};
  for (int tap = 0; tap < taps; tap++)
    for (int y = 0; y < band_height; y++)
      sum.samples[y] = static_cast<short>(sum.samples[y] + resample_tap(columns[tap].samples[y], weights[tap]));
  return sum;
}

void across(const std::vector<Column>& columns, const Weights& weights, Byte* const* rows) {
  for (int x = 0; x < weights.outputs(); x++) {
    const Span span = weights.spans[x];
    const Column sum = sum_of(&columns[span.first], weights.of(x), weights.taps);
    Column low = columns[span.lobe_first], high = low;
    for (int i = span.lobe_first + 1; i <= span.lobe_last; i++)
      for (int y = 0; y < band_height; y++) {
        low.samples[y] = std::min(low.samples[y], columns[i].samples[y]);
        high.samples[y] = std::max(high.samples[y], columns[i].samples[y]);
      }
    for (int y = 0; y < band_height; y++)
      rows[y][x] = resample_byte(resample_limited(sum.samples[y], low.samples[y], high.samples[y]));
  }
}

}  // namespace

const Passes plain_passes{down, across};

}  // namespace headroom::filter
