#ifndef HEADROOM_GRADE_H
#define HEADROOM_GRADE_H

#include "pixels.h"

// Curves of a whole chain in one table: for each level of luma, the new luma, a gain of chroma and an offset to each
// chroma. The table has four entries to a level, a quarter apart; which one a pixel takes is chance. A stretched tone
// would otherwise break into bands, for its levels lie further apart than before.
//
// own numbers  1024 entries: luma in bits 0..7, gain in 1/64 in 8..15, what is added to cb in 16..23 and to cr in
//              24..31, both signed
HEADROOM_INLINE int grade_chroma(int chroma, int gain, int offset) {
  return level(128 + offset + ((gain * (chroma - 128) + 32) >> 6));
}

HEADROOM_INLINE Colour graded(Colour c, int entry) {
  const int gain = (entry >> 8) & 255, blue = (entry << 8) >> 24, red = entry >> 24;
  return colour(entry & 255, grade_chroma(c.cb, gain, blue), grade_chroma(c.cr, gain, red));
}

HEADROOM_INLINE Colour grade_pixel(Picture in, int x, int y, Numbers numbers) {
  const Colour c = pixel_of(in, x, y);
  return graded(c, numbers[own_numbers + 4 * c.y + (int)(chance(x, y, 0u) >> 30)]);
}

#endif
