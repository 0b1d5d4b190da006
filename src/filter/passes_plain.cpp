#include <algorithm>

#include "filter/passes.h"
#include "kernels/resample.h"

namespace headroom::filter {
namespace {

void limit(const Byte* const* rows, Span span, int width, short* line) {
  for (int x = 0; x < width; x++) {
    Byte low = 255, high = 0;
    for (int row = span.lobe_first - span.first; row <= span.lobe_last - span.first; row++) {
      low = std::min(low, rows[row][x]);
      high = std::max(high, rows[row][x]);
    }
    line[x] = resample_again(resample_limited(line[x], resample_input(low), resample_input(high)));
  }
}

void down(const Byte* const* rows, Span span, const short* weights, int taps, int width, short* line) {
  std::fill_n(line, width, short{0});
  for (int tap = 0; tap < taps; tap++)  // along memory, so that compilers make vector instructions of it
    for (int x = 0; x < width; x++)
      line[x] = static_cast<short>(line[x] + resample_tap(resample_input(rows[tap][x]), weights[tap]));
  limit(rows, span, width, line);
}

Byte across_sample(const short* line, Span span, const short* weights, int taps) {
  int sum = 0;
  for (int tap = 0; tap < taps; tap++) sum += resample_tap(line[span.first + tap], weights[tap]);
  const auto [low, high] = std::minmax_element(line + span.lobe_first, line + span.lobe_last + 1);
  return resample_byte(resample_limited(sum, *low, *high));
}

void across(Band& band, const Weights& weights, Byte* const* rows) {
  for (int y = 0; y < band_height; y++)
    for (int x = 0; x < weights.outputs(); x++)
      rows[y][x] = across_sample(band.line(y), weights.spans[x], &weights.values[x * weights.taps], weights.taps);
}

}  // namespace

const Passes plain_passes{down, across};

Band::Band(int samples)
    : width(samples), stride((samples + 31) / 32 * 32), lines(static_cast<std::size_t>(stride) * band_height), columns(stride) {}

}  // namespace headroom::filter
