#include "crop/skin_scores.h"

#if defined(__x86_64__)

#include <immintrin.h>

#include <algorithm>
#include <array>

#include "kernels/skin.h"

#define HEADROOM_EIGHTS [[gnu::target("avx2"), gnu::always_inline]] inline

namespace headroom::crop {
namespace {

constexpr int eight = 8;

/// The knots' coefficients, a knot in each lane, so that one instruction looks up those of eight pixels. Coefficients
/// of 16 bits lie in pairs, as their products are summed in pairs.
struct Forms {
  __m256i constant;
  __m256i linear;     // of u and v
  __m256i quadratic;  // of u * u and u * v
  __m256i last;       // of v * v
};

using Lanes = std::array<int, eight>;

int pair(int low, int high) { return static_cast<int>((static_cast<unsigned>(high) << 16) | (low & 0xffff)); }

HEADROOM_EIGHTS __m256i loaded(const Lanes& lanes) {
  return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(lanes.data()));
}

HEADROOM_EIGHTS Forms forms_from(const int* table) {
  Lanes constant, linear, quadratic, last;
  for (int knot = 0; knot < eight; knot++) {
    const int* terms = table + knot * skin_terms;
    constant[knot] = terms[0];
    linear[knot] = pair(terms[1], terms[2]);
    quadratic[knot] = pair(terms[3], terms[4]);
    last[knot] = pair(terms[5], 0);
  }
  return {loaded(constant), loaded(linear), loaded(quadratic), loaded(last)};
}

/// Eight pixels' distances from grey and their products, in pairs as the coefficients are.
struct Chroma {
  __m256i linear;
  __m256i quadratic;
  __m256i last;
};

HEADROOM_EIGHTS __m256i widened(const Byte* samples) {
  return _mm256_cvtepu8_epi32(_mm_loadl_epi64(reinterpret_cast<const __m128i*>(samples)));
}

HEADROOM_EIGHTS __m256i paired(__m256i low, __m256i high) {
  return _mm256_blend_epi16(low, _mm256_slli_epi32(high, 16), 0xaa);
}

HEADROOM_EIGHTS Chroma chroma_of(const Byte* cb, const Byte* cr) {
  const __m256i grey = _mm256_set1_epi32(neutral_chroma);
  const __m256i u = _mm256_sub_epi32(widened(cb), grey);
  const __m256i v = _mm256_sub_epi32(widened(cr), grey);
  const __m256i uu = _mm256_mullo_epi16(u, u);  // at most 128 * 128: 16 bits are enough
  const __m256i uv = _mm256_mullo_epi16(u, v);
  return {paired(u, v), paired(uu, uv), _mm256_mullo_epi16(v, v)};
}

/// skin_form of kernels/skin.h, without the two bits that the blend drops
HEADROOM_EIGHTS __m256i form_of(const Forms& forms, __m256i knot, const Chroma& chroma) {
  const auto sum = [&](__m256i coefficients, __m256i of) __attribute__((target("avx2"), always_inline)) {
    return _mm256_madd_epi16(_mm256_permutevar8x32_epi32(coefficients, knot), of);
  };
  const __m256i square =
      _mm256_srai_epi32(_mm256_add_epi32(sum(forms.quadratic, chroma.quadratic), sum(forms.last, chroma.last)), 5);
  const __m256i constant = _mm256_permutevar8x32_epi32(forms.constant, knot);
  const __m256i line = _mm256_add_epi32(constant, sum(forms.linear, chroma.linear));
  return _mm256_srai_epi32(_mm256_add_epi32(line, square), 6);
}

/// skin_score of kernels/skin.h: here * (32 - beyond) + next * beyond is here * 32 + (next - here) * beyond.
[[gnu::target("avx2")]] void score_by_avx2(const SkinRow& row, const int* table, int count) {
  const Forms forms = forms_from(table);
  const Forms next_forms = forms_from(table + skin_terms);
  for (int x = 0; x < count; x += eight) {
    const __m256i luma = widened(row.luma + x);
    const __m256i knot = _mm256_srli_epi32(luma, 5);
    const __m256i beyond = _mm256_and_si256(luma, _mm256_set1_epi32(skin_knot_step - 1));
    const Chroma chroma = chroma_of(row.cb + x, row.cr + x);
    const __m256i here = form_of(forms, knot, chroma);
    const __m256i next = form_of(next_forms, knot, chroma);
    const __m256i more = _mm256_mullo_epi32(_mm256_sub_epi32(next, here), beyond);
    const __m256i blend = _mm256_add_epi32(_mm256_add_epi32(_mm256_slli_epi32(here, 5), more), _mm256_set1_epi32(64));
    const __m256i score = _mm256_srai_epi32(blend, 7);
    const __m128i words = _mm_packs_epi32(_mm256_castsi256_si128(score), _mm256_extracti128_si256(score, 1));
    _mm_storel_epi64(reinterpret_cast<__m128i*>(row.score + x), _mm_packus_epi16(words, words));
  }
}

bool fits_16_bits(std::span<const int> table) {
  for (std::size_t i = 0; i < table.size(); i++)
    if (i % skin_terms != 0 && table[i] != static_cast<std::int16_t>(table[i])) return false;
  return true;
}

}  // namespace

bool can_score_eights(std::span<const int> table) { return __builtin_cpu_supports("avx2") && fits_16_bits(table); }

int score_eights(const SkinRow& row, std::span<const int> table) {
  static_assert(skin_knots == eight + 1 && skin_knot_step == 32);
  const int count = row.width - row.width % eight;
  score_by_avx2(row, table.data(), count);
  return count;
}

}  // namespace headroom::crop

#else

namespace headroom::crop {

bool can_score_eights(std::span<const int>) { return false; }
int score_eights(const SkinRow&, std::span<const int>) { return 0; }

}  // namespace headroom::crop

#endif
