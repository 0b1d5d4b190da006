#include "filter/passes.h"
#include "kernels/resample.h"

// The passes of kernels/resample.h, 16 samples at a time; each line below is named after the function that it repeats.

#if defined(__x86_64__)

#include <immintrin.h>

#include <algorithm>

#define HEADROOM_AVX2 __attribute__((target("avx2")))

namespace headroom::filter {
namespace {

constexpr int tile = 32;  // samples that `down` keeps in registers

HEADROOM_AVX2 inline __m256i load(const void* at) { return _mm256_loadu_si256(static_cast<const __m256i*>(at)); }
HEADROOM_AVX2 inline void store(void* at, __m256i value) { _mm256_storeu_si256(static_cast<__m256i*>(at), value); }

HEADROOM_AVX2 inline __m256i input(__m128i bytes) { return _mm256_slli_epi16(_mm256_cvtepu8_epi16(bytes), 7); }

HEADROOM_AVX2 inline __m256i input(const Byte* at) { return input(_mm_loadu_si128(reinterpret_cast<const __m128i*>(at))); }

HEADROOM_AVX2 inline __m256i tap(__m256i input, __m256i weight) { return _mm256_mulhrs_epi16(input, weight); }

HEADROOM_AVX2 inline __m256i limited(__m256i sum, __m256i low, __m256i high) {
  return _mm256_min_epi16(_mm256_max_epi16(sum, _mm256_srai_epi16(low, 1)), _mm256_srai_epi16(high, 1));
}

HEADROOM_AVX2 inline __m256i again(__m256i output) { return _mm256_add_epi16(output, output); }

HEADROOM_AVX2 inline __m256i rounded(__m256i output) {
  return _mm256_srli_epi16(_mm256_add_epi16(output, _mm256_set1_epi16(32)), 6);
}

HEADROOM_AVX2 void down_tile(const Byte* const* rows, Span span, const short* weights, int taps, int x, short* line) {
  __m256i left = _mm256_setzero_si256(), right = left;
  for (int i = 0; i < taps; i++) {
    const __m256i weight = _mm256_set1_epi16(weights[i]);
    left = _mm256_add_epi16(left, tap(input(rows[i] + x), weight));
    right = _mm256_add_epi16(right, tap(input(rows[i] + x + 16), weight));
  }
  __m256i low = load(rows[span.lobe_first - span.first] + x), high = low;
  for (int i = span.lobe_first - span.first + 1; i <= span.lobe_last - span.first; i++) {
    low = _mm256_min_epu8(low, load(rows[i] + x));
    high = _mm256_max_epu8(high, load(rows[i] + x));
  }
  left = limited(left, input(_mm256_castsi256_si128(low)), input(_mm256_castsi256_si128(high)));
  right = limited(right, input(_mm256_extracti128_si256(low, 1)), input(_mm256_extracti128_si256(high, 1)));
  store(line + x, again(left));
  store(line + x + 16, again(right));
}

HEADROOM_AVX2 void down(const Byte* const* rows, Span span, const short* weights, int taps, int width, short* line) {
  if (width < tile) return plain_passes.down(rows, span, weights, taps, width, line);
  for (int x = 0; x + tile <= width; x += tile) down_tile(rows, span, weights, taps, x, line);
  down_tile(rows, span, weights, taps, width - tile, line);  // the rest, and some samples once more
}

// Eight registers of twice eight samples; each half is turned on its own.
HEADROOM_AVX2 inline void transpose(__m256i (&r)[8]) {
  __m256i a[8], b[8];
  for (int i = 0; i < 4; i++) {
    a[2 * i] = _mm256_unpacklo_epi16(r[2 * i], r[2 * i + 1]);
    a[2 * i + 1] = _mm256_unpackhi_epi16(r[2 * i], r[2 * i + 1]);
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

HEADROOM_AVX2 void lines_to_columns(Band& band) {
  for (int x = 0; x < band.width; x += 8) {
    __m256i r[8];
    for (int y = 0; y < 8; y++) {
      const auto upper = reinterpret_cast<const __m128i*>(band.line(y) + x);
      const auto lower = reinterpret_cast<const __m128i*>(band.line(y + 8) + x);
      r[y] = _mm256_inserti128_si256(_mm256_castsi128_si256(_mm_loadu_si128(upper)), _mm_loadu_si128(lower), 1);
    }
    transpose(r);
    for (int i = 0; i < 8; i++) store(&band.columns[x + i], r[i]);
  }
}

HEADROOM_AVX2 inline __m256i across_column(const Band::Column* columns, Span span, const short* weights, int taps) {
  __m256i sum = _mm256_setzero_si256();
  for (int i = 0; i < taps; i++)
    sum = _mm256_add_epi16(sum, tap(load(columns + span.first + i), _mm256_set1_epi16(weights[i])));
  __m256i low = load(columns + span.lobe_first), high = low;
  for (int i = span.lobe_first + 1; i <= span.lobe_last; i++) {
    low = _mm256_min_epi16(low, load(columns + i));
    high = _mm256_max_epi16(high, load(columns + i));
  }
  return rounded(limited(sum, low, high));
}

HEADROOM_AVX2 inline void store_rows(const __m256i (&r)[8], int x, Byte* const* rows) {
  for (int y = 0; y < 8; y++) {
    const __m256i bytes = _mm256_packus_epi16(r[y], r[y]);
    _mm_storel_epi64(reinterpret_cast<__m128i*>(rows[y] + x), _mm256_castsi256_si128(bytes));
    _mm_storel_epi64(reinterpret_cast<__m128i*>(rows[y + 8] + x), _mm256_extracti128_si256(bytes, 1));
  }
}

HEADROOM_AVX2 void across(Band& band, const Weights& weights, Byte* const* rows) {
  lines_to_columns(band);
  for (int x = 0; x < weights.outputs(); x += 8) {
    __m256i r[8];
    for (int i = 0; i < 8; i++) {
      const int output = std::min(x + i, weights.outputs() - 1);
      r[i] = across_column(band.columns.data(), weights.spans[output], &weights.values[output * weights.taps], weights.taps);
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
