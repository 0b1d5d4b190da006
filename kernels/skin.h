#ifndef HEADROOM_SKIN_H
#define HEADROOM_SKIN_H

#include "dialect.h"

// How skin-like one pixel is, from its full-range luma and chroma alone.
//
// The log odds of skin are a quadratic form in (cb, cr) whose six coefficients change with luma: nine knots, 32 levels
// of luma apart, linear between them. One fixed box in (cb, cr) loses dark skin and highlights; knots follow both.
//
// table    skin_knots * skin_terms coefficients, in 1/256 of a level of score: 1, u, v, u*u, u*v, v*v of
//          u = cb - 128, v = cr - 128; the quadratic three are in 1/8192 of a level
// returns  0..255; 128 is even odds, one level is 1/32 of log odds, clamped
enum { skin_knots = 9, skin_terms = 6, skin_knot_step = 32 };

HEADROOM_INLINE int skin_form(HEADROOM_TABLE const int* terms, int u, int v) {
  const int square = (terms[3] * (u * u) + terms[4] * (u * v) + terms[5] * (v * v)) >> 5;
  return terms[0] + terms[1] * u + terms[2] * v + square;
}

HEADROOM_INLINE int skin_score(HEADROOM_TABLE const int* table, int luma, int cb, int cr) {
  const int knot = luma / skin_knot_step;
  const int beyond = luma - knot * skin_knot_step;  // 0..31 levels past the knot
  HEADROOM_TABLE const int* terms = table + knot * skin_terms;
  const int here = skin_form(terms, cb - 128, cr - 128) >> 6;  // a quarter level is left for the blend
  const int next = skin_form(terms + skin_terms, cb - 128, cr - 128) >> 6;
  const int score = (here * (skin_knot_step - beyond) + next * beyond + 64) >> 7;
  return clamp(score, 0, 255);
}

// How far a pixel is from grey, 0..256.
HEADROOM_INLINE int skin_colourfulness(int cb, int cr) { return max(cb - 128, 128 - cb) + max(cr - 128, 128 - cr); }

#endif
