#include "filter/passes.h"

// The passes of kernels/resample.h, 16 samples at a time; the small functions are named after those that they repeat.

#if defined(__x86_64__)

#include <immintrin.h>

#include <algorithm>

#define HEADROOM_AVX2 __attribute__((target("avx2")))

namespace headroom::filter {
namespace {

constexpr int lanes = 16;
constexpr int tile_width = 64;  // columns that stay in the first-level cache from the bytes to the finished columns

struct alignas(32) Line {
  short samples[tile_width];
};

HEADROOM_AVX2 inline __m256i load(const void* at) { return _mm256_loadu_si256(static_cast<const __m256i*>(at)); }
HEADROOM_AVX2 inline __m128i load_half(const void* at) { return _mm_loadu_si128(static_cast<const __m128i*>(at)); }
HEADROOM_AVX2 inline void store(void* at, __m256i value) { _mm256_storeu_si256(static_cast<__m256i*>(at), value); }

HEADROOM_AVX2 inline __m256i input(__m128i bytes) { return _mm256_slli_epi16(_mm256_cvtepu8_epi16(bytes), 7); }
HEADROOM_AVX2 inline __m256i tap(__m256i input, __m256i weight) { return _mm256_mulhrs_epi16(input, weight); }

HEADROOM_AVX2 inline __m256i limited(__m256i sum, __m256i low, __m256i high) {
  return _mm256_min_epi16(_mm256_max_epi16(sum, _mm256_srai_epi16(low, 1)), _mm256_srai_epi16(high, 1));
}

HEADROOM_AVX2 inline __m256i again(__m256i output) { return _mm256_add_epi16(output, output); }

HEADROOM_AVX2 inline __m256i byte(__m256i output) {
  return _mm256_srli_epi16(_mm256_add_epi16(output, _mm256_set1_epi16(32)), 6);
}

// Eight registers of twice eight samples; each half is transposed on its own.
HEADROOM_AVX2 inline void transpose(__m256i (&r)[8]) {
  __m256i a[8], b[8];
  for (int i = 0; i < 8; i += 2) {
    a[i] = _mm256_unpacklo_epi16(r[i], r[i + 1]);
    a[i + 1] = _mm256_unpackhi_epi16(r[i], r[i + 1]);
  }
  for (int i = 0; i < 8; i += 4)
    for (int j = 0; j < 2; j++) {
      b[i + 2 * j] = _mm256_unpacklo_epi32(a[i + j], a[i + j + 2]);
      b[i + 2 * j + 1] = _mm256_unpackhi_epi32(a[i + j], a[i + j + 2]);
    }
  for (int i = 0; i < 4; i++) {
    r[2 * i] = _mm256_unpacklo_epi64(b[i], b[i + 4]);
    r[2 * i + 1] = _mm256_unpackhi_epi64(b[i], b[i + 4]);
  }
}

HEADROOM_AVX2 inline void to_inputs(const Byte* bytes, Line& line) {
  for (int i = 0; i < tile_width; i += lanes) store(line.samples + i, input(load_half(bytes + i)));
}

// One output row of a tile, as inputs of the second pass. lines: from the first tap's on.
HEADROOM_AVX2 inline void sum_rows(const Line* lines, const short* weights, int taps, Line& out) {
  __m256i sums[4] = {_mm256_setzero_si256(), _mm256_setzero_si256(), _mm256_setzero_si256(), _mm256_setzero_si256()};
  for (int i = 0; i < taps; i++) {
    const __m256i weight = _mm256_set1_epi16(weights[i]);
    for (int j = 0; j < 4; j++) sums[j] = _mm256_add_epi16(sums[j], tap(load(lines[i].samples + j * lanes), weight));
  }
  for (int j = 0; j < 4; j++) store(out.samples + j * lanes, sums[j]);
}

HEADROOM_AVX2 inline void limit(const Byte* const* rows, Span span, int x, Line& out) {
  for (int half = 0; half < tile_width; half += 2 * lanes) {
    __m256i low = load(rows[span.lobe_first] + x + half), high = low;
    for (int row = span.lobe_first + 1; row <= span.lobe_last; row++) {
      const __m256i bytes = load(rows[row] + x + half);
      low = _mm256_min_epu8(low, bytes);
      high = _mm256_max_epu8(high, bytes);
    }
    short* at = out.samples + half;
    store(at, again(limited(load(at), input(_mm256_castsi256_si128(low)), input(_mm256_castsi256_si128(high)))));
    at += lanes;
    store(at,
          again(limited(load(at), input(_mm256_extracti128_si256(low, 1)), input(_mm256_extracti128_si256(high, 1)))));
  }
}

HEADROOM_AVX2 inline void to_columns(const Line (&lines)[band_height], Column* columns) {
  for (int x = 0; x < tile_width; x += 8) {
    __m256i r[8];
    for (int y = 0; y < 8; y++)
      r[y] = _mm256_inserti128_si256(_mm256_castsi128_si256(load_half(lines[y].samples + x)),
                                     load_half(lines[y + 8].samples + x), 1);
    transpose(r);
    for (int i = 0; i < 8; i++) store(columns + x + i, r[i]);
  }
}

HEADROOM_AVX2 void down_tile(const Byte* const* rows, const Weights& weights, int top, int x, std::vector<Line>& inputs,
                             Column* columns) {
  const int last = weights.outputs() - 1;
  const int first_row = weights.spans[top].first;
  const int end_row = weights.spans[std::min(top + band_height - 1, last)].first + weights.taps;
  inputs.resize(end_row - first_row);
  for (int row = first_row; row < end_row; row++) to_inputs(rows[row] + x, inputs[row - first_row]);
  Line lines[band_height];
  for (int y = 0; y < band_height; y++) {
    const int output = std::min(top + y, last);
    const Span span = weights.spans[output];
    sum_rows(&inputs[span.first - first_row], weights.of(output), weights.taps, lines[y]);
    limit(rows, span, x, lines[y]);
  }
  to_columns(lines, columns + x);
}

void down(const Byte* const* rows, const Weights& weights, int top, std::vector<Column>& columns) {
  const int width = static_cast<int>(columns.size());
  if (width < tile_width) return plain_passes.down(rows, weights, top, columns);
  std::vector<Line> inputs;
  for (int x = 0; x + tile_width <= width; x += tile_width) down_tile(rows, weights, top, x, inputs, columns.data());
  if (width % tile_width) down_tile(rows, weights, top, width - tile_width, inputs, columns.data());  // some once more
}

HEADROOM_AVX2 inline __m256i across_column(const Column* columns, Span span, const short* weights, int taps) {
  __m256i sum = _mm256_setzero_si256();
  for (int i = 0; i < taps; i++)
    sum = _mm256_add_epi16(sum, tap(load(columns + span.first + i), _mm256_set1_epi16(weights[i])));
  __m256i low = load(columns + span.lobe_first), high = low;
  for (int i = span.lobe_first + 1; i <= span.lobe_last; i++) {
    low = _mm256_min_epi16(low, load(columns + i));
    high = _mm256_max_epi16(high, load(columns + i));
  }
  return byte(limited(sum, low, high));
}

HEADROOM_AVX2 inline void store_rows(const __m256i (&r)[8], int x, Byte* const* rows) {
  for (int y = 0; y < 8; y++) {
    const __m256i bytes = _mm256_packus_epi16(r[y], r[y]);
    _mm_storel_epi64(reinterpret_cast<__m128i*>(rows[y] + x), _mm256_castsi256_si128(bytes));
    _mm_storel_epi64(reinterpret_cast<__m128i*>(rows[y + 8] + x), _mm256_extracti128_si256(bytes, 1));
  }
}

HEADROOM_AVX2 void across(const std::vector<Column>& columns, const Weights& weights, Byte* const* rows) {
  for (int x = 0; x < weights.outputs(); x += 8) {
    __m256i r[8];
    for (int i = 0; i < 8; i++) {
      const int output = std::min(x + i, weights.outputs() - 1);
      r[i] = across_column(columns.data(), weights.spans[output], weights.of(output), weights.taps);
    }
    transpose(r);
    store_rows(r, x, rows);
  }
}

constexpr Passes passes{down, across};

}  // namespace

const Passes* avx2_passes() {
  static const bool there = __builtin_cpu_supports("avx2");
  return there ? &passes : nullptr;
}

}  // namespace headroom::filter

#else

namespace headroom::filter {
const Passes* avx2_passes() { return nullptr; }
}  // namespace headroom::filter

#endif
