#ifndef HEADROOM_LIGHT_LEAK_H
#define HEADROOM_LIGHT_LEAK_H

#include "pixels.h"

// Light that came in through the camera's back: glows that reach in from an edge, added as light is.
//
// own numbers  leak_count times leak_numbers: where across, where down, 2^24 / its reach across and down, luma, cb and
//              cr of its light, strength in 1/4096
enum { leak_count = 3, leak_numbers = 8 };

// 4096 in the middle of a glow, 0 at its reach.
HEADROOM_INLINE int leak_glow(int u, int v, int at, Numbers numbers) {
  const int across = clamp((u - numbers[at]) * numbers[at + 2] >> 12, -8192, 8192);
  const int down = clamp((v - numbers[at + 1]) * numbers[at + 3] >> 12, -8192, 8192);
  const int near = max(0, 4096 - ((across * across + down * down) >> 12));
  return (near * near) >> 12;
}

HEADROOM_INLINE Colour light_leak_pixel(Picture in, int x, int y, Numbers numbers) {
  const int u = place_across(x, numbers), v = place_down(y, numbers);
  const uint bits = chance(x, y, 2u);
  Colour c = pixel_of(in, x, y);
  HEADROOM_UNROLL
  for (int i = 0; i < leak_count; i++) {
    const int at = own_numbers + i * leak_numbers;
    const int light = (leak_glow(u, v, at, numbers) * numbers[at + 7]) >> 12;
    // What is added leaves a pixel as much below white as it was, less the share of the light.
    c.y += dithered_share((255 - c.y) * numbers[at + 4] >> 8, light, bits >> (8 * i));
    c.cb += ((numbers[at + 5] - c.cb) * light + 2048) >> 12;
    c.cr += ((numbers[at + 6] - c.cr) * light + 2048) >> 12;
  }
  return in_range(c);
}

#endif
