#ifndef HEADROOM_TINT_H
#define HEADROOM_TINT_H

#include "grade.h"

// As grade, but colours of skin have a table of their own, so that a tint need not make people ill.
//
// own numbers  1024 entries as in grade.h, then 1024 for skin, of which the luma is not used

enum { tint_skin_table = own_numbers + 1024 };

// How much a colour is like skin, 0..256: skin of all tones lies along one line of hue, between wood and lips.
HEADROOM_INLINE int skin_likeness(int cb, int cr) {
  const int blue = cb - 128, red = cr - 128;
  const int along = 13 * red - 9 * blue, beside = 13 * blue + 9 * red;  // in 1/16 levels of chroma
  return clamp(((along - magnitude(beside) - 16) * 3) >> 1, 0, 256);
}

HEADROOM_INLINE int tint_between(int other, int skin, int likeness) {
  return other + (((skin - other) * likeness + 128) >> 8);
}

HEADROOM_INLINE Colour tint_pixel(Picture in, int x, int y, Numbers numbers) {
  const Colour c = pixel_of(in, x, y);
  const int index = 4 * c.y + (int)(chance(x, y, 0u) >> 30);
  const int other = numbers[own_numbers + index], skin = numbers[tint_skin_table + index];
  const int likeness = skin_likeness(c.cb, c.cr);
  const int gain = tint_between(grade_gain(other), grade_gain(skin), likeness);
  const int blue = tint_between(grade_blue(other), grade_blue(skin), likeness);
  const int red = tint_between(grade_red(other), grade_red(skin), likeness);
  return colour(other & 255, grade_chroma(c.cb, gain, blue), grade_chroma(c.cr, gain, red));
}

#endif
