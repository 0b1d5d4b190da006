#pragma once

#include <vector>

#include "base/image.h"
#include "filter/weights.h"

namespace headroom::filter {

constexpr int band_height = 16;  // lines that go through the second pass together: 16-bit samples in an AVX2 register

/// What lies between the two passes of the CPU twin: `band_height` lines, inputs of the second pass.
struct Band {
  explicit Band(int width);

  short* line(int y) { return lines.data() + static_cast<std::size_t>(y) * stride; }

  struct alignas(32) Column {
    short samples[band_height];
  };

  int width;
  int stride;                   // shorts from line to line; room for whole registers
  std::vector<short> lines;
  std::vector<Column> columns;  // scratch of an `across` that wants columns side by side
};

/// One way to compute the two passes of kernels/resample.h. All ways give the same samples.
struct Passes {
  /// One output line of the first pass: `rows` are the rows from span.first on.
  void (*down)(const Byte* const* rows, Span span, const short* weights, int taps, int width, short* line);

  /// The second pass for all lines of a band. Each of the `band_height` rows has room for a multiple of 8 samples.
  void (*across)(Band& band, const Weights& weights, Byte* const* rows);
};

extern const Passes plain_passes;

/// Null on processors without AVX2. On a Xeon of 2023 seven times as fast as the plain passes (bench/README.md, "resample").
const Passes* avx2_passes();

inline const Passes& fastest_passes() { return avx2_passes() ? *avx2_passes() : plain_passes; }

}  // namespace headroom::filter
