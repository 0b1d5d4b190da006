#ifndef HEADROOM_TINT_H
#define HEADROOM_TINT_H

#include "grade.h"

// As grade, but colours of skin are treated in their own way, so that a tint need not make people ill.
//
// own numbers  tint_steps tables of 1024 entries as in grade.h, from colours unlike skin to skin. Between two steps it
//              is chance that decides, as it does between levels
enum { tint_steps = 8 };

// How much a colour is like skin, in 1/256 steps: skin of all tones lies along one line of hue, between wood and lips.
HEADROOM_INLINE int skin_likeness(int cb, int cr) {
  const int blue = cb - 128, red = cr - 128;
  const int along = 3 * red - 2 * blue, beside = 3 * blue + 2 * red;  // 3.6 for each level of chroma
  return (along - magnitude(beside) - 4) * 47;
}

HEADROOM_INLINE Colour tint_pixel(Picture in, int x, int y, Numbers numbers) {
  const Colour c = pixel_of(in, x, y);
  const uint bits = chance(x, y, 0u);
  const int step = clamp((skin_likeness(c.cb, c.cr) + (int)(bits & 255u)) >> 8, 0, tint_steps - 1);
  return graded(c, numbers[own_numbers + 1024 * step + 4 * c.y + (int)(bits >> 30)]);
}

#endif
