#ifndef HEADROOM_VIGNETTE_H
#define HEADROOM_VIGNETTE_H

#include "pixels.h"

// What a vignette leaves of the light at a place: 4096 in the middle, less towards the corners.
//
// own numbers  begin: where it begins, in squared distance from the middle >> 12 (the middle of an edge is at 16384);
//              scale: 2^24 / (end - begin); amount: what is lost at the end, in 1/4096
HEADROOM_INLINE int vignette_light(int u, int v, int begin, int scale, int amount) {
  const int distance = (u * u + v * v) >> 12;
  return 4096 - ((amount * smooth_rise(distance, begin, scale)) >> 12);
}

HEADROOM_INLINE Colour vignette_pixel(Picture in, int x, int y, Numbers numbers) {
  const int light = vignette_light(place_across(x, numbers), place_down(y, numbers), numbers[own_numbers],
                                   numbers[own_numbers + 1], numbers[own_numbers + 2]);
  return darkened(pixel_of(in, x, y), light, chance(x, y, 1u));
}

#endif
