#ifndef HEADROOM_GRAIN_H
#define HEADROOM_GRAIN_H

#include "pixels.h"

// A value of chance, 0..510, middle ones more often.
HEADROOM_INLINE int grain_point(uint column, uint row) {
  const uint bits = chance_at(column, row);
  return (int)((bits >> 8) & 255u) + (int)(bits >> 24);
}

// Between two values: share of 256.
HEADROOM_INLINE int between(int from, int to, int share) { return from + (((to - from) * share) >> 8); }

// Grain: chance at the points of a lattice, even in between; -255..255.
//
// step  lattice points for each pixel, in 1/65536
HEADROOM_INLINE int grain(int x, int y, int step, uint seed) {
  const uint u = (uint)x * (uint)step, v = (uint)y * (uint)step;
  const uint left = chance_column(u >> 16), right = left + chance_column(1u);
  const uint above = chance_row(v >> 16, seed), below = chance_row((v >> 16) + 1u, seed);
  const int across = (int)((u >> 8) & 255u), down = (int)((v >> 8) & 255u);
  return between(between(grain_point(left, above), grain_point(right, above), across),
                 between(grain_point(left, below), grain_point(right, below), across), down) -
         255;
}

// The same along a line: -255..255 at `position`, in 1/256 points.
HEADROOM_INLINE int grain_along(int position, uint seed) {
  const uint point = (uint)position >> 8;
  return between(grain_point(0u, chance_row(point, seed)), grain_point(0u, chance_row(point + 1u, seed)),
                 position & 255) -
         255;
}

#endif
