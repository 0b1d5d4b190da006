#pragma once

#include <cstddef>
#include <vector>

namespace headroom::filter {

/// Which samples of a line one output sample reads: taps from `first` on; it stays between the least and the greatest
/// of `lobe_first..lobe_last`. Devices get it as three ints.
struct Span {
  int first = 0;
  int lobe_first = 0;
  int lobe_last = 0;

  bool operator==(const Span&) const = default;
};

/// How a line of samples becomes a line of output samples, in the integers of kernels/resample.h.
struct Weights {
  int taps = 0;               // for each output sample
  std::vector<Span> spans;    // one for each output sample
  std::vector<short> values;  // taps for each output sample, which add up to weight_sum

  const short* of(int output) const { return values.data() + static_cast<std::ptrdiff_t>(output) * taps; }
  int outputs() const { return static_cast<int>(spans.size()); }
  bool operator==(const Weights&) const = default;
};

constexpr int weight_sum = 16384;

/// Lanczos weights with three lobes; antialiased when reducing. Samples beyond the ends are those at the ends,
/// repeated.
///
/// samples  of the line, at least 1
/// begin    where the first output sample begins, in samples: sample i spans i..i + 1
/// scale    samples for each output sample; below 1 enlarges
/// outputs  at least 1
/// source   C. E. Duchon, "Lanczos filtering in one and two dimensions", J. Appl. Meteorology 18 (1979)
Weights make_weights(int samples, double begin, double scale, int outputs);

}  // namespace headroom::filter
