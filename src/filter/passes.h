#pragma once

#include <vector>

#include "base/image.h"
#include "filter/weights.h"

namespace headroom::filter {

constexpr int band_height = 16;  // output rows that go through both passes together: 16-bit samples in an AVX2 register

/// What lies between the passes: one column of a band, inputs of the second pass. Columns stand side by side, so that
/// both passes run along memory with one weight for many samples.
struct alignas(32) Column {
  short samples[band_height];
};

/// One way to compute the two passes of kernels/resample.h on the CPU. All ways give the same samples.
struct Passes {
  /// The first pass for output rows `top`, top + 1, ...; beyond the last row, that one again.
  ///
  /// rows     the plane's rows, of columns.size() samples
  /// columns  one for each sample of a row
  void (*down)(const Byte* const* rows, const Weights& weights, int top, std::vector<Column>& columns);

  /// The second pass: `band_height` rows, each with room for a multiple of 8 samples.
  void (*across)(const std::vector<Column>& columns, const Weights& weights, Byte* const* rows);
};

extern const Passes plain_passes;

/// Null on processors without AVX2. Some ten times as fast as the plain passes (kernels/README.md).
const Passes* avx2_passes();

inline const Passes& fastest_passes() { return avx2_passes() ? *avx2_passes() : plain_passes; }

}  // namespace headroom::filter
