#ifndef HEADROOM_OLD_FILM_H
#define HEADROOM_OLD_FILM_H

#include "grain.h"
#include "vignette.h"

// What years in a projector do to a film: grain, shade in the corners, scratches from top to bottom, dust. The sepia is
// a curve that goes before.

enum {
  film_vignette = own_numbers,  // three, see vignette_light
  film_seed = film_vignette + 3,
  film_grain_step,    // see `grain`
  film_grain_amount,  // levels at the most, times 256
  film_scratches,
  film_scratch_count = 3,
  film_scratch_numbers =
      4,  // where across, how far it reaches, 2^20 / half its width, strength in 1/4096 (dark: below 0)
  film_specks = film_scratches + film_scratch_count * film_scratch_numbers,
  film_speck_count = 4,
  film_speck_numbers = 5  // where across, how far it reaches, 2^26 / its squared radius, strength, where down
};

// How much of a scratch covers the place, with its sign. It wanders, and comes and goes on its way down.
HEADROOM_INLINE int film_scratch(int u, int v, int index, Numbers numbers) {
  const int at = film_scratches + index * film_scratch_numbers;
  const uint seed = (uint)numbers[film_seed] + 5u * (uint)index;
  const int wander = grain_along((v + 8192) >> 4, seed) >> 2;
  const int strength = max(0, 128 + grain_along((v + 8192) >> 3, seed + 97u));
  const int distance = magnitude(u - numbers[at] - wander);
  const int cover = max(0, 4096 - ((min(distance, 2047) * numbers[at + 2]) >> 8));
  return ((cover * strength) >> 8) * numbers[at + 3] >> 12;
}

HEADROOM_INLINE int film_speck(int u, int v, int index, Numbers numbers) {
  const int at = film_specks + index * film_speck_numbers;
  const int du = u - numbers[at], dv = v - numbers[at + 4];
  const int distance = (min((du * du + dv * dv) >> 8, 8191) * numbers[at + 2]) >> 6;
  return (clamp(8192 - distance, 0, 4096) * numbers[at + 3]) >> 12;
}

HEADROOM_INLINE int film_marks(int u, int v, Numbers numbers) {
  int marks = 0;
  HEADROOM_UNROLL
  for (int i = 0; i < film_scratch_count; i++) marks += film_scratch(u, v, i, numbers);
  HEADROOM_UNROLL
  for (int i = 0; i < film_speck_count; i++) marks += film_speck(u, v, i, numbers);
  return marks;
}

// `marks`: how far the film is scratched through (above 0) or covered by dirt, in 1/4096.
HEADROOM_INLINE Colour film_pixel(Picture in, int x, int y, int u, int v, int marks, Numbers numbers) {
  const int light =
      vignette_light(u, v, numbers[film_vignette], numbers[film_vignette + 1], numbers[film_vignette + 2]);
  Colour c = darkened(pixel_of(in, x, y), light, 2048u);  // no dither: grain does that
  const int limited = clamp(marks, -3600, 3600);
  c.y +=
      (max(limited, 0) * max(236 - c.y, 0) + min(limited, 0) * max(c.y - 20, 0)) >> 12;  // to the lamp's light, or dirt
  // Grain shows in the middle tones; film has little of it in white and black.
  const int middle = 24 + ((c.y * (255 - c.y)) >> 6);
  c.y += (grain(x, y, numbers[film_grain_step], (uint)numbers[film_seed]) * numbers[film_grain_amount] >> 8) * middle >>
         16;
  c.y = level(c.y);
  return c;
}

HEADROOM_INLINE Colour old_film_pixel(Picture in, int x, int y, Numbers numbers) {
  const int u = place_across(x, numbers), v = place_down(y, numbers);
  return film_pixel(in, x, y, u, v, film_marks(u, v, numbers), numbers);
}

// The same where no mark reaches.
HEADROOM_INLINE Colour film_pixel_unmarked(Picture in, int x, int y, Numbers numbers) {
  return film_pixel(in, x, y, place_across(x, numbers), place_down(y, numbers), 0, numbers);
}

#endif
