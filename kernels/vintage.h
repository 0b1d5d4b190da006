#ifndef HEADROOM_VINTAGE_H
#define HEADROOM_VINTAGE_H

#include "grain.h"
#include "vignette.h"

// A print of fifty years ago: soft shade in the corners and a little grain. Its faded colours are a curve that goes
// before.
//
// own numbers  three of the vignette, then seed, step and amount of the grain (levels at the most, times 256)
HEADROOM_INLINE Colour vintage_pixel(Picture in, int x, int y, Numbers numbers) {
  const uint seed = (uint)numbers[own_numbers + 3];
  const int light = vignette_light(place_across(x, numbers), place_down(y, numbers), numbers[own_numbers],
                                   numbers[own_numbers + 1], numbers[own_numbers + 2]);
  Colour c = darkened(pixel_of(in, x, y), light, 2048u);  // no dither: grain does that
  c.y += grain(x, y, numbers[own_numbers + 4], seed) * numbers[own_numbers + 5] >> 16;
  c.y = level(c.y);
  return c;
}

#endif
